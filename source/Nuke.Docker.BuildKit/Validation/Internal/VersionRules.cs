using System.Collections.Immutable;
using System.Reflection;
using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Settings;

namespace Nuke.Docker.BuildKit.Validation.Internal;

/// <summary>What the installed tools are too old for. Old tools refuse a flag, but drop an attribute without a word.</summary>
internal static class VersionRules
{
    public static IEnumerable<Finding> Check(RuleInput input) =>
    [
        .. Flags(input.Settings, "buildx", input.Versions.Buildx),
        .. input.CacheFrom.SelectMany(entry => Attributes(input, $"--cache-from type={entry.Type}", entry.MinimumBuildx, entry.MinimumBuildKit)),
        .. input.CacheTo.SelectMany(entry => Attributes(input, Name(entry), entry.MinimumBuildx, entry.MinimumBuildKit)),
        .. input.Outputs.SelectMany(output => Attributes(input, $"--output type={output.Type}", null, output.MinimumBuildKit)),
        .. input.Attestations.SelectMany(attestation => Attributes(input, $"--attest type={attestation.Type}", null, attestation.MinimumBuildKit)),
    ];

    // Only flags that are rendered are looked up: reading the values of all properties by reflection takes 10 ms in a new process.
    public static IEnumerable<Finding> Flags(DockerSettings settings, string tool, Version? installed)
    {
        if (installed is null)
            yield break;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Words(settings))
        {
            var name = word.Split('=', 2)[0];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !seen.Add(name) || Flag(settings.GetType(), name) is not { } flag)
                continue;

            if (Version.TryParse(flag.Since, out var since) && since > installed)
                yield return Finding.Error(flag.Name, $"the installed {tool} {installed} doesn't know it, {tool} {since} does", $"Update {tool}, or leave {flag.Name} out");
        }
    }

    /// <summary>Of what is unknown nothing is held to be old, while <c>null &lt; version</c> is true.</summary>
    public static bool IsOlder(Version? installed, Version? needed) => installed is not null && needed is not null && installed < needed;

    // By its name first, as most are; a property that is named otherwise is found by its attribute.
    private static CliFlagAttribute? Flag(Type type, string name)
    {
        var property = type.GetProperty(name.Replace("-", "", StringComparison.Ordinal), BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase);
        var flag = property?.GetCustomAttribute<CliFlagAttribute>();
        return flag?.Name == name
            ? flag
            : type.GetProperties().Select(other => other.GetCustomAttribute<CliFlagAttribute>()).FirstOrDefault(other => other?.Name == name);
    }

    private static ImmutableArray<string> Words(DockerSettings settings)
    {
        try
        {
            return settings.ToArguments().Values;
        }
        catch (InvalidSettingException)
        {
            // Told by ValueRules.
            return [];
        }
    }

    private static IEnumerable<Finding> Attributes(RuleInput input, string setting, Version? buildx, Version? buildKit)
    {
        if (IsOlder(input.Versions.Buildx, buildx))
            yield return Finding.Error(setting, $"the installed buildx {input.Versions.Buildx} would ignore it without a word, buildx {buildx} doesn't", "Update buildx, or leave the attribute out");
        if (IsOlder(input.Versions.BuildKit, buildKit))
            yield return Finding.Error(setting, $"the builder's BuildKit {input.Versions.BuildKit} would ignore one of its attributes without a word, BuildKit {buildKit} doesn't", "Update the builder, or leave the attribute out");
    }

    private static string Name(CacheTo entry) => $"--cache-to type={entry.Type}{(entry is LocalCacheTo { Reset: not null } ? ", reset" : "")}";
}
