namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>What a verification of a local cache came to.</summary>
/// <param name="Tags">The images that are whole, by the <c>tag</c> of their entries.</param>
/// <param name="DroppedTags">The images that aren't whole. Where the store was open for writing the index doesn't name them any more.</param>
/// <param name="Damages">What is wrong. Where the store was open for writing it was set aside.</param>
/// <param name="IndexRestored">Whether a damaged index was replaced by the one that the last build left.</param>
public sealed record CacheVerification(
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> DroppedTags,
    IReadOnlyList<CacheDamage> Damages,
    bool IndexRestored)
{
    private const int Shown = 3;

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Damages.Count == 0;

    /// <summary>The damages in words, the first three of them; empty where there are none.</summary>
    public string Describe() =>
        string.Join("; ", Damages.Take(Shown)) + (Damages.Count > Shown ? $"; and {Damages.Count - Shown} more" : "");
}
