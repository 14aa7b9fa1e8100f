using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Finds files that should not be sent: secrets, leftovers and big files.</summary>
internal static class ContextAdvisor
{
    /// <summary>The size from which a file is reported as big, in bytes: 10 MB.</summary>
    public const long BigFile = 10_000_000;

    private static readonly (ContextRule Rule, DockerignoreMatcher Matcher)[] s_rules =
    [
        .. ContextRules.Secrets.Concat(ContextRules.Dead).Concat(ContextRules.State)
            .Select(rule => (rule, new DockerignoreMatcher(DockerignoreFile.Parse(rule.Line)))),
    ];

    private static readonly DockerignoreMatcher s_harmless = new(DockerignoreFile.Parse(string.Join('\n', ContextRules.Harmless)));

    /// <summary>Returns advice about a context: secrets first, then by size.</summary>
    [Pure]
    public static ImmutableArray<ContextAdvice> Of(BuildContextListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var found = new Dictionary<string, ContextAdvice>(StringComparer.Ordinal);
        ContextRule? rule = null;
        var (folder, environments) = ("", Environments(listing));
        foreach (var entry in listing.Entries)
        {
            // Entries are ordered by directory: the content of a matching directory follows it.
            if (folder.Length > 0 && !entry.Path.StartsWith(folder, StringComparison.Ordinal))
                folder = "";
            if (folder.Length == 0)
            {
                rule = Rule(entry, environments);
                if (rule is not null && entry.Kind == BuildContextEntryKind.Folder)
                    folder = $"{entry.Path}/";
            }

            if (rule is not null && entry.Kind != BuildContextEntryKind.Folder)
                Count(found, rule, entry, folder.Length > 0 ? folder : entry.Path);
        }

        // An allow-list (*, !/dist) names what it includes.
        var matcher = new DockerignoreMatcher(listing.IgnoreFile);
        var needed = new Lazy<IReadOnlyList<string>>(() => Needed(listing.Folder));
        return
        [
            .. found.Values
                .Where(advice => !matcher.Wants(advice.Example))
                // dist, logs and artifacts may also be packages or folders that the program reads.
                .Where(advice => advice.Kind != ContextAdviceKind.Dead || !advice.Example.EndsWith('/') || advice.Line.Contains('*')
                    || !needed.Value.Any(path => $"{path}/".StartsWith(advice.Example, StringComparison.Ordinal)))
                .OrderBy(advice => advice.Kind)
                .ThenByDescending(advice => advice.Bytes)
                .ThenBy(advice => advice.Line, StringComparer.Ordinal),
        ];
    }

    private static IReadOnlyList<string> Needed(string folder)
    {
        try
        {
            return PythonProjectReader.Read(folder).NeededPaths;
        }
        catch (Exception exception) when (exception is PythonProjectException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Virtual environments have any name, and always contain this file.
    private static HashSet<string> Environments(BuildContextListing listing) =>
    [
        .. listing.Entries
            .Where(entry => entry.Path.EndsWith("/pyvenv.cfg", StringComparison.Ordinal))
            .Select(entry => entry.Path[..entry.Path.LastIndexOf('/')]),
    ];

    private static ContextRule? Rule(BuildContextEntry entry, HashSet<string> environments)
    {
        foreach (var (rule, matcher) in s_rules)
        {
            if (matcher.Patterns[0].Matches(entry.Path))
                return rule.Kind == ContextAdviceKind.Secret && s_harmless.Ignores(entry.Path) ? null : rule;
        }

        if (environments.Contains(entry.Path))
            return new ContextRule(ExactPattern.Of(entry.Path), ContextAdviceKind.Dead, "virtual environment of this machine");
        return entry.Bytes >= BigFile ? new ContextRule(ExactPattern.Of(entry.Path), ContextAdviceKind.Big, "big file") : null;
    }

    private static void Count(Dictionary<string, ContextAdvice> found, ContextRule rule, BuildContextEntry entry, string example)
    {
        var advice = found.GetValueOrDefault(rule.Line) ?? new ContextAdvice(rule.Kind, rule.Line, rule.Reason, 0, 0, example);
        found[rule.Line] = advice with { Files = advice.Files + 1, Bytes = advice.Bytes + entry.Bytes };
    }
}
