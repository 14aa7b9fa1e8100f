using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>A small OCI layout in its own folder.</summary>
internal sealed class SampleStore : IDisposable
{
    private readonly SortedDictionary<string, string> _entries = new(StringComparer.Ordinal);
    private readonly string _root;

    public SampleStore(string? folder = null)
    {
        _root = folder ?? Directory.CreateTempSubdirectory("store-").FullName;
        Folder = Path.Combine(_root, "cache");
        Directory.CreateDirectory(Path.Combine(Folder, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(Folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
    }

    public string Folder { get; }

    public string Index => Path.Combine(Folder, "index.json");

    /// <summary>Adds an image of a configuration and layers, and names it in the index.</summary>
    /// <returns>Digest of its manifest.</returns>
    public string AddImage(string tag, params string[] layers)
    {
        var config = AddBlob($"configuration of {tag}");
        var configEntry = Descriptor("application/vnd.buildkit.cacheconfig.v0", config);
        var layerEntries = layers.Select(layer => Descriptor("application/vnd.oci.image.layer.v1.tar+gzip", AddBlob(layer)));
        var manifest = AddBlob($$"""{"schemaVersion":2,"config":{{configEntry}},"layers":[{{string.Join(',', layerEntries)}}]}""");
        AddEntry(tag, "application/vnd.oci.image.manifest.v1+json", manifest);
        return manifest;
    }

    public void AddEntry(string tag, string mediaType, string digest)
    {
        _entries[tag] = Descriptor(mediaType, digest, $$$""","annotations":{"org.opencontainers.image.ref.name":"{{{tag}}}"}""");
        File.WriteAllText(Index, $$"""{"schemaVersion":2,"manifests":[{{string.Join(',', _entries.Values)}}]}""");
    }

    /// <returns>Its digest.</returns>
    public string AddBlob(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        File.WriteAllBytes(PathOf(digest), bytes);
        return digest;
    }

    public string Descriptor(string mediaType, string digest, string more = "") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"mediaType":"{{mediaType}}","digest":"{{digest}}","size":{{new FileInfo(PathOf(digest)).Length}}{{more}}}""");

    public string PathOf(string digest) => Path.Combine(Folder, "blobs", "sha256", digest["sha256:".Length..]);

    public static string DigestOf(string content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    public bool Has(string content) => File.Exists(PathOf(DigestOf(content)));

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
