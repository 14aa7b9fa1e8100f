using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>Changes of <c>index.json</c> that keep everything else in it.</summary>
internal static class OciIndex
{
    /// <summary>The index without the entries at these places; <c>null</c> where none would be left.</summary>
    public static string? Without(ReadOnlySpan<byte> json, IReadOnlyCollection<BlobReference> entries)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        var manifests = root["manifests"]!.AsArray();
        for (var index = manifests.Count - 1; index >= 0; index--)
        {
            var entry = manifests[index]!;
            var (digest, tag) = ((string?)entry["digest"], (string?)entry["annotations"]?["org.opencontainers.image.ref.name"]);
            if (entries.Any(unwanted => unwanted.Digest == digest && unwanted.Tag == tag))
                manifests.RemoveAt(index);
        }

        return manifests.Count == 0 ? null : Write(root);
    }

    // JsonNode.ToJsonString starts the serializer, which is slow to start.
    private static string Write(JsonNode root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            root.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
