using System.Text.Json;
using Nuke.Docker.BuildKit.Daemons.Internal;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>Reads <c>insecure-registries</c> from the configuration of the Docker daemon on this machine.</summary>
internal static class InsecureRegistries
{
    /// <summary>Returns the entries; empty if there is no configuration, or if it can't be read.</summary>
    /// <param name="environment">Environment variables that lead to the files of a rootless daemon and of Docker Desktop.</param>
    public static IReadOnlyList<string> Read(IReadOnlyDictionary<string, string> environment) =>
        [.. ConfigurationFiles.DaemonPaths(environment).SelectMany(Entries).Distinct(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Entries(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(ConfigurationFiles.Open(file).Text ?? "{}");
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("insecure-registries", out var entries)
                && entries.ValueKind == JsonValueKind.Array
                    ? [.. entries.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Select(entry => entry.GetString()!)]
                    : [];
        }
        catch (JsonException)
        {
            // The daemon itself reports a damaged configuration.
            return [];
        }
    }
}
