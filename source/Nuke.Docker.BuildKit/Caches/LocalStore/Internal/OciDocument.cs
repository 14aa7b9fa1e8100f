using System.Globalization;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>The references of an index or a manifest of an OCI layout.</summary>
/// <param name="References">References to the configuration, layers and manifests.</param>
internal sealed record OciDocument(IReadOnlyList<BlobReference> References)
{
    private const int Version = 2;
    private const string TagAnnotation = "org.opencontainers.image.ref.name";

    /// <exception cref="InvalidDataException">The text is invalid. The message is the end of a sentence that begins with the file name.</exception>
    public static OciDocument Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length == 0)
            throw new InvalidDataException("is empty");

        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"is not JSON: {exception.Message}", exception);
        }
    }

    private static OciDocument Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("is not a JSON object");
        if (root.TryGetProperty("schemaVersion", out var version) && !IsSupported(version))
            throw new InvalidDataException($"has the schema version {version.GetRawText()} instead of {Version.ToString(CultureInfo.InvariantCulture)}");

        var references = new List<BlobReference>();
        if (root.TryGetProperty("config", out var config))
            references.Add(Reference(config));
        AddAll("layers");
        AddAll("manifests");
        return new OciDocument(references);

        void AddAll(string name)
        {
            if (!root.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
                return;
            if (list.ValueKind != JsonValueKind.Array)
                throw new InvalidDataException($"has '{name}' that is not an array");
            foreach (var item in list.EnumerateArray())
                references.Add(Reference(item));
        }
    }

    private static BlobReference Reference(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("has a descriptor that is not an object");
        var digest = Text(item, "digest") ?? "";
        if (!BlobName.IsDigest(digest))
            throw new InvalidDataException($"refers to '{digest}', which is not a digest");
        if (!item.TryGetProperty("size", out var size) || size.ValueKind != JsonValueKind.Number || !size.TryGetInt64(out var bytes) || bytes < 0)
            throw new InvalidDataException($"has no valid size for {digest}");
        var tag = item.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object
            ? Text(annotations, TagAnnotation)
            : null;
        return new BlobReference(Text(item, "mediaType") ?? "", digest, bytes, tag);
    }

    private static bool IsSupported(JsonElement version) =>
        version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == Version;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
