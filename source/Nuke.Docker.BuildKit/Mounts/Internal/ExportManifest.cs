using System.Text.Json;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>The contents of an export. It is written last and in one step: what it doesn't name isn't there.</summary>
internal sealed record ExportManifest
{
    public const string FileName = "cache-mounts.json";

    private const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public IReadOnlyList<ExportedMount> Mounts { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, ExportJsonContext.Default.ExportManifest) + "\n";

    /// <returns>Null where it can't be read, or is of a version that isn't known.</returns>
    public static ExportManifest? Read(string json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ExportJsonContext.Default.ExportManifest);
            return manifest?.Version == CurrentVersion ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
