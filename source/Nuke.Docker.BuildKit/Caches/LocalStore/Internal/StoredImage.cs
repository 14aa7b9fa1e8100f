namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>An entry of the index of a cache, with all blobs that it refers to.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Blobs">Digests and sizes of the blobs that it refers to, including its manifest.</param>
/// <param name="Damages">Damages of the blobs. Empty: there are none.</param>
internal sealed record StoredImage(BlobReference Entry, IReadOnlyDictionary<string, long> Blobs, IReadOnlyList<CacheDamage> Damages)
{
    public long Bytes => Blobs.Values.Sum();
}
