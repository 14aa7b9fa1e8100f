using System.Formats.Tar;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace SealedInputs;

/// <summary>Writes images of random content, which can't be compressed, into a registry.</summary>
/// <param name="address">The registry: <c>127.0.0.1:port</c>.</param>
public sealed class RegistryImages(string address) : IDisposable
{
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    private readonly HttpClient _client = new();

    /// <summary>Writes an image.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="layers">The layers; see <see cref="LayerAsync"/>.</param>
    public async Task PushAsync(string repository, string tag, params byte[][] layers)
    {
        var descriptors = new List<object>();
        foreach (var layer in layers)
            descriptors.Add(await PushBlobAsync(repository, layer, "application/vnd.oci.image.layer.v1.tar"));
        var files = new { type = "layers", diff_ids = layers.Select(DigestOf) };
        var config = await PushBlobAsync(
            repository,
            JsonSerializer.SerializeToUtf8Bytes(new { architecture = "amd64", os = "linux", rootfs = files, config = new { } }),
            "application/vnd.oci.image.config.v1+json");
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new { schemaVersion = 2, mediaType = Manifest, config, layers = descriptors });
        using var content = new ByteArrayContent(manifest);
        content.Headers.ContentType = new MediaTypeHeaderValue(Manifest);
        using var answer = await _client.PutAsync(new Uri($"http://{address}/v2/{repository}/manifests/{tag}"), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Returns a layer with a file.</summary>
    public static async Task<byte[]> LayerAsync(string name, int bytes)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            using var content = new MemoryStream(RandomNumberGenerator.GetBytes(bytes));
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content });
        }

        return archive.ToArray();
    }

    /// <summary>Returns the digest of an image; <c>null</c> if the registry doesn't have it.</summary>
    public async Task<string?> DigestAsync(string repository, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri($"http://{address}/v2/{repository}/manifests/{tag}"));
        request.Headers.TryAddWithoutValidation("Accept", Manifest);
        using var answer = await _client.SendAsync(request);
        return answer.IsSuccessStatusCode ? answer.Headers.GetValues("Docker-Content-Digest").Single() : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static string DigestOf(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    private async Task<object> PushBlobAsync(string repository, byte[] bytes, string mediaType)
    {
        using var start = await _client.PostAsync(new Uri($"http://{address}/v2/{repository}/blobs/uploads/"), content: null);
        var digest = DigestOf(bytes);
        using var content = new ByteArrayContent(bytes);
        using var answer = await _client.PutAsync(new Uri($"{start.Headers.Location}&digest={Uri.EscapeDataString(digest)}"), content);
        answer.EnsureSuccessStatusCode();
        return new { mediaType, digest, size = bytes.Length };
    }
}
