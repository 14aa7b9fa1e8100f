using System.Text.Json;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>Reads <c>insecure-registries</c> from the configuration of the Docker daemon on this machine.</summary>
internal static class InsecureRegistries
{
    /// <summary>Returns the entries; empty if there is no configuration, or if it can't be read.</summary>
    /// <param name="environment">Environment variables that lead to the files of a rootless daemon and of Docker Desktop.</param>
    public static IReadOnlyList<string> Read(IReadOnlyDictionary<string, string> environment)
    {
        var rootless = environment.Read("XDG_CONFIG_HOME") ?? (environment.Read("HOME") is { } home ? Path.Combine(home, ".config") : null);
        // Docker Desktop keeps its configuration in the folder of the user.
        var user = environment.Read("HOME") ?? environment.Read("USERPROFILE");
        var desktop = user is null ? null : Path.Combine(user, ".docker", "daemon.json");
        string?[] files = OperatingSystem.IsWindows()
            ? [desktop, environment.Read("ProgramData") is { } data ? Path.Combine(data, "docker", "config", "daemon.json") : null]
            : [desktop, rootless is null ? null : Path.Combine(rootless, "docker", "daemon.json"), "/etc/docker/daemon.json"];
        return [.. files.OfType<string>().SelectMany(Entries).Distinct(StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> Entries(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.Exists(file) ? File.ReadAllText(file) : "{}");
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("insecure-registries", out var entries)
                && entries.ValueKind == JsonValueKind.Array
                    ? [.. entries.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Select(entry => entry.GetString()!)]
                    : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            // The daemon itself reports a damaged configuration.
            return [];
        }
    }
}
