namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>The result of a verification of a local cache.</summary>
/// <param name="Tags">The undamaged images, by the <c>tag</c> of their entries.</param>
/// <param name="DroppedTags">The damaged images. If the store was open for writing, they were removed from the index.</param>
/// <param name="Damages">The damaged files. If the store was open for writing, they were moved to the quarantine.</param>
/// <param name="IndexRestored">True if a damaged index was replaced by the index of the last build.</param>
internal sealed record CacheVerification(
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> DroppedTags,
    IReadOnlyList<CacheDamage> Damages,
    bool IndexRestored)
{
    private const int Shown = 3;

    /// <summary>True if no file is damaged.</summary>
    public bool IsWhole => Damages.Count == 0;

    /// <summary>Describes the first three damages. Empty: no file is damaged.</summary>
    public string Describe() =>
        string.Join("; ", Damages.Take(Shown)) + (Damages.Count > Shown ? $"; and {Damages.Count - Shown} more" : "");
}
