namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>A damaged file of a local cache.</summary>
/// <param name="File">The file, relative to the folder of the cache: <c>index.json</c>, <c>blobs/sha256/0123…</c>.</param>
/// <param name="Problem">The damage, as the end of a sentence: <c>is missing</c>, <c>has 12 bytes instead of 345</c>.</param>
internal sealed record CacheDamage(string File, string Problem)
{
    /// <summary>The sentence, with the digest of a blob shortened.</summary>
    public override string ToString()
    {
        const int shown = 12;
        var name = Path.GetFileName(File);
        return $"{(name.Length > 2 * shown && File.StartsWith("blobs", StringComparison.Ordinal) ? $"the blob {name[..shown]}" : File)} {Problem}";
    }
}
