using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>A manifest: that of an image or artifact, or an index of several. Its bytes are kept as they are, because their digest is its name.</summary>
internal sealed class Manifest
{
    public const string ImageIndex = "application/vnd.oci.image.index.v1+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string Image = "application/vnd.oci.image.manifest.v1+json";
    public const string DockerImage = "application/vnd.docker.distribution.manifest.v2+json";

    // Attestations of BuildKit are images for this platform.
    private const string UnknownPlatform = "unknown/unknown";
    private const string Describes = "vnd.docker.reference.digest";

    private Manifest(byte[] bytes, string mediaType)
    {
        Bytes = bytes;
        MediaType = mediaType;
        Digest = DigestOf(bytes);
    }

    /// <summary>The content.</summary>
    public byte[] Bytes { get; }

    /// <summary>The media type.</summary>
    public string MediaType { get; }

    /// <summary>The digest of the content.</summary>
    public string Digest { get; }

    /// <summary>The manifests of an index; empty for an image.</summary>
    public IReadOnlyList<Descriptor> Children { get; private init; } = [];

    /// <summary>The configuration and the layers of an image.</summary>
    public IReadOnlyList<Descriptor> Blobs { get; private init; } = [];

    /// <summary>True for an index.</summary>
    public bool IsIndex => MediaType is ImageIndex or DockerList;

    /// <summary>This manifest as others refer to it.</summary>
    public Descriptor Descriptor => new(MediaType, Digest, Bytes.Length);

    /// <summary>Reads a manifest.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="contentType">The media type that the registry states, if any. The content's own has precedence.</param>
    /// <exception cref="FormatException">The content isn't a manifest of a supported kind.</exception>
    public static Manifest Read(byte[] bytes, string? contentType)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new FormatException("The manifest is not a JSON object.");
            if (Number(root, "schemaVersion") == 1)
                throw new FormatException("The image has a manifest of schema 1, which docker no longer supports. Build it again.");
            var children = Descriptors(root, "manifests");
            List<Descriptor> blobs = [.. Descriptors(root, "layers"), .. Descriptors(root, "blobs")];
            if (root.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object)
                blobs.Add(ToDescriptor(config));
            var mediaType = Text(root, "mediaType") ?? contentType ?? (children.Count > 0 ? ImageIndex : Image);
            return new Manifest(bytes, mediaType)
            {
                Children = children,
                Blobs = blobs,
            };
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"The manifest is damaged: {invalid.Message}", invalid);
        }
    }

    /// <summary>Returns the index with the images for some platforms and their attestations. An image without an index is returned as it is.</summary>
    /// <param name="platforms">The normalized platforms; empty: all.</param>
    public Manifest WithPlatforms(IReadOnlyCollection<string> platforms)
    {
        if (!IsIndex || platforms.Count == 0)
            return this;
        var kept = Children.Where(child => child.Platform is { } platform && platforms.Contains(platform)).Select(child => child.Digest).ToHashSet();
        kept.UnionWith(Children.Where(child => child.Describes is { } image && kept.Contains(image)).Select(child => child.Digest).ToList());
        if (kept.Count == Children.Count)
            return this;
        var root = JsonNode.Parse(Bytes)!.AsObject();
        var manifests = root["manifests"]!.AsArray();
        for (var index = manifests.Count - 1; index >= 0; index--)
        {
            if (!kept.Contains(manifests[index]!["digest"]!.GetValue<string>()))
                manifests.RemoveAt(index);
        }

        return Read(JsonSerializer.SerializeToUtf8Bytes(root), MediaType);
    }

    /// <summary>The platforms of an index, without attestations.</summary>
    public IEnumerable<string> Platforms => Children.Select(child => child.Platform).OfType<string>().Where(platform => platform != UnknownPlatform);

    /// <summary>Returns an index of descriptors, as registries without the referrers API list what refers to a manifest.</summary>
    public static Manifest IndexOf(IEnumerable<JsonObject> descriptors)
    {
        var root = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ImageIndex,
            ["manifests"] = new JsonArray([.. descriptors.Select(descriptor => descriptor.DeepClone())]),
        };
        return Read(JsonSerializer.SerializeToUtf8Bytes(root), ImageIndex);
    }

    /// <summary>Returns the digest of a content.</summary>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    private static IReadOnlyList<Descriptor> Descriptors(JsonElement root, string name) =>
        root.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray().Select(ToDescriptor)] : [];

    private static Descriptor ToDescriptor(JsonElement item)
    {
        var mediaType = Text(item, "mediaType") ?? "";
        return new Descriptor(mediaType, Text(item, "digest") ?? throw new FormatException("A descriptor has no digest."), Number(item, "size") ?? 0)
        {
            Platform = item.TryGetProperty("platform", out var platform) ? PlatformOf(platform) : null,
            Describes = item.TryGetProperty("annotations", out var annotations) ? Text(annotations, Describes) : null,
            IsForeign = item.TryGetProperty("urls", out var urls) && urls.ValueKind == JsonValueKind.Array && urls.GetArrayLength() > 0
                && (mediaType.Contains("foreign", StringComparison.Ordinal) || mediaType.Contains("nondistributable", StringComparison.Ordinal)),
        };
    }

    private static string? PlatformOf(JsonElement platform)
    {
        if (Text(platform, "os") is not { } os || Text(platform, "architecture") is not { } architecture)
            return null;
        var name = Text(platform, "variant") is { Length: > 0 } variant ? $"{os}/{architecture}/{variant}" : $"{os}/{architecture}";
        return name == UnknownPlatform ? name : new Commands.Platform(name).Normalize().Name;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;
}
