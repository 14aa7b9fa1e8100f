using System.Text.Json;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>The manifest of an export. It is written last and atomically; files that it does not name are not part of the export.</summary>
internal sealed record ExportManifest
{
    public const string FileName = "cache-mounts.json";

    private const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public IReadOnlyList<ExportedMount> Mounts { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, ExportJsonContext.Default.ExportManifest) + "\n";

    /// <returns><c>null</c> if the text is invalid or has an unknown version.</returns>
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
