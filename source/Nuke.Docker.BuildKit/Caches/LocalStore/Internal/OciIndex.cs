using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>Removes entries from an <c>index.json</c>, and keeps everything else in it.</summary>
internal static class OciIndex
{
    /// <summary>Returns the index without some entries. <c>null</c>: none would be left.</summary>
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

    // JsonNode.ToJsonString loads the serializer, which takes long.
    private static string Write(JsonNode root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            root.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
