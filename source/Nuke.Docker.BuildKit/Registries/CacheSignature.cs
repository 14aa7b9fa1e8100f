using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>
/// The signature of a cache in a registry: an HMAC of the descriptor of its manifest, which has the digests of all blobs. It is an artifact in the same
/// repository that refers to the manifest, under a tag made of the digest, because not every registry lists what refers to a manifest. Each key has a
/// signature of its own.
/// </summary>
internal static class CacheSignature
{
    private const string Purpose = "nuke.docker.buildkit.registry-cache.v1";
    private const string ArtifactType = "application/vnd.nuke.docker.buildkit.cache-signatures.v1";
    private const string EmptyType = "application/vnd.oci.empty.v1+json";
    private const string Prefix = "nuke.docker.buildkit.signature.";

    // The limit of annotations of a registry is unknown, and builds use few keys.
    private const int MostSignatures = 50;

    private static readonly byte[] s_empty = "{}"u8.ToArray();

    /// <summary>Returns true if a key has signed a manifest.</summary>
    /// <exception cref="RegistryException">The signature can't be read.</exception>
    public static async Task<bool> IsSignedAsync(
        RegistryRepository repository,
        Descriptor manifest,
        ReadOnlyMemory<byte> key,
        CancellationToken cancellationToken)
    {
        var known = await ReadAsync(repository, manifest, cancellationToken);
        return known.TryGetValue(NameOf(key.Span), out var signature)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(SignatureOf(manifest, key.Span)));
    }

    /// <summary>Signs a manifest, and keeps the signatures of other keys.</summary>
    /// <exception cref="RegistryException">The signature can't be stored.</exception>
    public static async Task SignAsync(RegistryRepository repository, Descriptor manifest, ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var annotations = new JsonObject { [NameOf(key.Span)] = SignatureOf(manifest, key.Span) };
        foreach (var (name, signature) in (await ReadAsync(repository, manifest, cancellationToken)).Take(MostSignatures))
            annotations.TryAdd(name, signature);
        var empty = await repository.WriteBlobAsync(s_empty, EmptyType, cancellationToken);
        var root = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = Manifest.Image,
            ["artifactType"] = ArtifactType,
            ["config"] = Json(empty),
            ["layers"] = new JsonArray(Json(empty)),
            ["subject"] = Json(manifest),
            ["annotations"] = annotations,
        };
        await repository.WriteManifestAsync(TagOf(manifest), Manifest.Read(JsonSerializer.SerializeToUtf8Bytes(root), Manifest.Image), cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        RegistryRepository repository,
        Descriptor manifest,
        CancellationToken cancellationToken)
    {
        var signatures = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (await repository.ReadManifestAsync(TagOf(manifest), cancellationToken) is not { } artifact
            || JsonNode.Parse(artifact.Bytes)?["annotations"] is not JsonObject annotations)
            return signatures;
        foreach (var (name, value) in annotations)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && value is JsonValue text && text.TryGetValue<string>(out var signature))
                signatures[name] = signature;
        }

        return signatures;
    }

    private static string TagOf(Descriptor manifest) => $"{manifest.Digest.Replace(':', '-')}.cache-signatures";

    // Not the key itself, and of no use to find it.
    private static string NameOf(ReadOnlySpan<byte> key) =>
        Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Purpose}\nname")))[..16];

    private static string SignatureOf(Descriptor manifest, ReadOnlySpan<byte> key)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Purpose}\n{manifest.Digest}\n{manifest.Size}\n{manifest.MediaType}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static JsonObject Json(Descriptor descriptor) => new()
    {
        ["mediaType"] = descriptor.MediaType, ["digest"] = descriptor.Digest, ["size"] = descriptor.Size,
    };
}
