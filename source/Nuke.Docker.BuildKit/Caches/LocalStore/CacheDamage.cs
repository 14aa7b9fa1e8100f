namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>What is wrong with a file of a local cache.</summary>
/// <param name="File">The file, relative to the cache's folder: <c>index.json</c>, <c>blobs/sha256/0123…</c>.</param>
/// <param name="Problem">What is wrong, as the end of a sentence: <c>is missing</c>, <c>has 12 bytes instead of 345</c>.</param>
public sealed record CacheDamage(string File, string Problem)
{
    /// <summary>The sentence, with a blob's name cut short.</summary>
    public override string ToString()
    {
        const int shown = 12;
        var name = Path.GetFileName(File);
        return $"{(name.Length > 2 * shown && File.StartsWith("blobs", StringComparison.Ordinal) ? $"the blob {name[..shown]}" : File)} {Problem}";
    }
}
