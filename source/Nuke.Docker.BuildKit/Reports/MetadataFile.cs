using System.Text.Json;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>The content of a file of <c>--metadata-file</c> that a report contains. buildx writes it after a successful build.</summary>
internal sealed record MetadataFile
{
    /// <summary>The digest of the image or its index; <c>null</c> if none was exported.</summary>
    public string? Digest { get; init; }

    /// <summary>The digest of the configuration; <c>null</c> for an index of several manifests.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>The names, as buildx resolved them.</summary>
    public IReadOnlyList<string> ImageNames { get; init; } = [];

    /// <summary><c>builder/node/id</c>, the key of the build in the history of buildx; <c>null</c> before buildx 0.10.</summary>
    public string? BuildReference { get; init; }

    /// <summary>The name of the builder, from <see cref="BuildReference"/>.</summary>
    public string? Builder => BuildReference?.Split('/')[0];

    /// <summary>The digest of the manifest of the exported cache; <c>null</c> if none was exported.</summary>
    public string? CacheManifestDigest { get; init; }

    /// <summary>Reads the file.</summary>
    /// <returns><c>null</c> if the file doesn't exist: buildx doesn't write it if the build fails.</returns>
    /// <exception cref="InvalidDataException">The file is not a metadata file of buildx.</exception>
    public static MetadataFile? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is not a metadata file of buildx: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the content of the file.</summary>
    /// <exception cref="JsonException">The content isn't a JSON object.</exception>
    public static MetadataFile Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Parse(document.RootElement);
    }

    /// <summary>Reads the content of a file that <c>buildx bake</c> wrote, by target.</summary>
    /// <exception cref="JsonException">The content isn't a JSON object of objects.</exception>
    public static IReadOnlyDictionary<string, MetadataFile> ParseBake(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException($"an object was expected, not {document.RootElement.ValueKind}");
        // Other members than targets have names with dots: "buildx.build.warnings".
        return document.RootElement.EnumerateObject()
            .Where(member => member.Value.ValueKind == JsonValueKind.Object && !member.Name.StartsWith("buildx.", StringComparison.Ordinal))
            .ToDictionary(member => member.Name, member => Parse(member.Value), StringComparer.Ordinal);
    }

    private static MetadataFile Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException($"an object was expected, not {root.ValueKind}");
        return new MetadataFile
        {
            Digest = TextOf(root, "containerimage.digest"),
            ConfigDigest = TextOf(root, "containerimage.config.digest"),
            ImageNames = TextOf(root, "image.name")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            BuildReference = TextOf(root, "buildx.build.ref"),
            CacheManifestDigest = TextOf(root, "cache.manifest") is { } manifest ? DigestOf(manifest) : null,
        };
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // The descriptor of the cache is JSON within a string.
    private static string? DigestOf(string manifest)
    {
        using var document = JsonDocument.Parse(manifest);
        return document.RootElement.ValueKind == JsonValueKind.Object ? TextOf(document.RootElement, "digest") : null;
    }
}
