namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>An entry of a cache's index with all that it reaches.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Blobs">Digests and sizes of what it reaches, itself included.</param>
/// <param name="Damages">What is wrong with it; empty where it is whole.</param>
internal sealed record StoredImage(BlobReference Entry, IReadOnlyDictionary<string, long> Blobs, IReadOnlyList<CacheDamage> Damages)
{
    public long Bytes => Blobs.Values.Sum();
}
