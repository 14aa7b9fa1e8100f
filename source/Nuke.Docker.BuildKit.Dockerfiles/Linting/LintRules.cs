using System.Reflection;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>The linter's own rules.</summary>
public static partial class LintRules
{
    // Set where the package is made for a public repository: RepositoryUrl or LintRulesUrl.
    private static readonly string? s_address = typeof(LintRules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => metadata.Key == "LintRulesUrl")?.Value;

    /// <summary>All of them, by id.</summary>
    // Made when it is asked for, not when the class begins: its parts do so in no particular order.
    public static IReadOnlyList<LintRule> All => field ??=
    [
        WouldFail, CodeBeforeDependencies, NoCacheMount, CacheMountMissesTool, CacheSwitchedOff,
        UvLinkMode, WheelsCopied, CompilersInRuntime, VolatileArgumentEarly, SecretInVariable,
        AptListsLeft, AptCacheUnlocked, AptWithoutUpdate, NoDockerignore, CacheInContext,
        UnlockedSync, ShellFormCommand, RootUser, UnpinnedBase, RemovesMountedFiles,
        UnknownSuppression, FromAsCasing, AptWithoutCache, IgnoreFileBreaksBuild, IgnoreFileMissesFiles,
    ];

    /// <summary>The page about them, in Markdown, with a section for each.</summary>
    public static string Page => field ??= ReadPage();

    /// <summary>By id or name, in any case; null where there is none.</summary>
    public static LintRule? Find(string name) =>
        All.FirstOrDefault(rule => rule.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A rule's section of <see cref="Page"/>, without its heading; null for a rule that isn't one of these.</summary>
    internal static string? Section(string id)
    {
        var heading = $"\n## {id}\n";
        if (Page.IndexOf(heading, StringComparison.Ordinal) is var start && start < 0)
            return null;
        start += heading.Length;
        var end = Page.IndexOf("\n## ", start, StringComparison.Ordinal);
        return (end < 0 ? Page[start..] : Page[start..end]).Trim();
    }

    private static string ReadPage()
    {
        using var reader = new StreamReader(typeof(LintRules).Assembly.GetManifestResourceStream("Nuke.Docker.BuildKit.Dockerfiles.Rules.md")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static LintRule Rule(string id, string name, LintSeverity severity, string cause, string cost, string cure, bool fixable = false) =>
        new(id, name, severity, cause, cost, cure, s_address is null ? null : $"{s_address}#{id.ToLowerInvariant()}", fixable);
}
