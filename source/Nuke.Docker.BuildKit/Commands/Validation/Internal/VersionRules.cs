using System.Reflection;
using Nuke.Docker.BuildKit.Commands.Versions.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>
/// Reports settings that the installed tools do not support. Old tools reject an unknown command or flag, but ignore an unknown attribute silently.
/// </summary>
internal static class VersionRules
{
    public static IEnumerable<Finding> Check(RuleInput input) =>
    [
        .. Command(input.Settings, input.Versions),
        .. input.CacheFrom.SelectMany(entry => Attributes(input, "--cache-from", entry.Type, entry)),
        .. input.CacheTo.SelectMany(entry => Attributes(input, "--cache-to", entry.Type, entry)),
        .. input.Outputs.SelectMany(output => Attributes(input, "--output", output.Type, output)),
        .. input.Attestations.SelectMany(attestation => Attributes(input, "--attest", attestation.Type, attestation)),
        .. (input.Settings.Allow ?? []).SelectMany(entitlement => Attributes(input, "--allow", null, entitlement)),
        .. (input.Settings.Resource ?? []).SelectMany(limit => Attributes(input, "--resource", null, limit)),
    ];

    /// <summary>Checks the command and the flags that are set.</summary>
    public static IEnumerable<Finding> Command(DockerSettings settings, ToolVersions versions)
    {
        var type = settings.GetType();
        if (type.GetCustomAttribute<CliCommandAttribute>() is not { } command || Tool(command, versions) is not ({ } tool, { } installed))
            yield break;

        if (Outside(tool, installed, command.Since, command.Last) is { } problem)
            yield return Finding.Error(
                command.Name,
                problem,
                IsOlder(installed, Version.Parse(command.Since)) ? $"Update {tool}, or do not use the command" : "Do not use the command");
        foreach (var name in FlagNames(settings))
        {
            if (Flag(type, name) is { } flag && Outside(tool, installed, flag.Since, flag.Last) is { } wrong)
                yield return Finding.Error(
                    name,
                    wrong,
                    IsOlder(installed, Version.Parse(flag.Since)) ? $"Update {tool}, or remove {name}" : $"Remove {name}");
        }
    }

    /// <summary>Compares versions; an unknown version is not older.</summary>
    public static bool IsOlder(Version? installed, Version? needed) => installed is not null && needed is not null && installed < needed;

    // The version of the docker client itself is not known.
    private static (string Tool, Version Installed)? Tool(CliCommandAttribute command, ToolVersions versions) => command.Name.Split(' ') switch
    {
        ["docker", "buildx", ..] when versions.Buildx is { } buildx => ("buildx", buildx),
        ["docker", "compose", ..] when versions.Compose is { } compose => ("compose", compose),
        _ => null,
    };

    private static string? Outside(string tool, Version installed, string since, string? last) =>
        IsOlder(installed, Version.Parse(since)) ? $"needs {tool} {since}; {installed} is installed"
        : last is not null && IsOlder(Version.Parse(last), installed) ? $"{tool} {last} was the last version with it; {installed} is installed"
        : null;

    // Most properties have the name of the flag; others are found by their attribute.
    private static CliFlagAttribute? Flag(Type type, string name)
    {
        var property = type.GetProperty(name.Replace("-", "", StringComparison.Ordinal), BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase);
        var flag = property?.GetCustomAttribute<CliFlagAttribute>();
        return flag?.Name == name
            ? flag
            : type.GetProperties().Select(other => other.GetCustomAttribute<CliFlagAttribute>()).FirstOrDefault(other => other?.Name == name);
    }

    // Only flags that are rendered are looked up: reading the values of all properties by reflection takes 10 ms in a new process.
    private static HashSet<string> FlagNames(DockerSettings settings)
    {
        try
        {
            return [.. settings.ToArguments().Where(argument => argument.IsFlag).Select(argument => argument.Value.Split('=', 2)[0])];
        }
        catch (InvalidSettingException)
        {
            // Reported by ValueRules and when the command starts.
            return [];
        }
    }

    private static IEnumerable<Finding> Attributes(RuleInput input, string flag, string? type, IArgumentValue value)
    {
        var needs = FirstVersions.Attributes.Where(need => need.AppliesTo(flag, type) && IsOlder(Installed(input, need.Tool), need.Since)).ToList();
        if (needs.Count == 0)
            yield break;

        var keys = Keys(flag, value);
        foreach (var need in needs.Where(need => keys.Contains(need.Attribute)))
        {
            var (name, update) = need.Tool == VersionedTool.Buildx ? ("buildx", "buildx") :
                ("BuildKit", input.Facts.DockerDriver ? "the engine, which includes BuildKit" : "the builder");
            yield return Finding.Error(
                type is null ? $"{flag} {need.Attribute}" : $"{flag} type={type}, {need.Attribute}",
                $"{need.Attribute} needs {name} {need.Since}; {Installed(input, need.Tool)} is installed, " +
                    $"which would {(flag == "--allow" ? "reject the build" : "ignore it silently")}",
                $"Update {update}, or remove {need.Attribute}");
        }
    }

    private static Version? Installed(RuleInput input, VersionedTool tool) => tool == VersionedTool.Buildx ? input.Versions.Buildx : input.Versions.BuildKit;

    private static HashSet<string> Keys(string flag, IArgumentValue value)
    {
        try
        {
            return [.. CsvReader.Fields(value.ToArgument().Value, flag).Select(field => field.Split('=', 2)[0].Trim().ToLowerInvariant())];
        }
        catch (InvalidSettingException)
        {
            // Reported by ValueRules.
            return [];
        }
    }
}
