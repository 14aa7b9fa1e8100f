namespace Nuke.Docker.BuildKit.Caching.Internal;

/// <summary>
/// What an export leaves in a local cache when it is cut off: blobs in <c>ingest</c> that nobody will ever finish. buildx 0.29
/// leaves them behind, as large as they had become.
/// </summary>
/// <param name="folder">The cache's folder.</param>
internal sealed class UnfinishedExports(string folder)
{
    // A build that writes into the same folder at the same time touches its files all along; ours has ended.
    private static readonly TimeSpan s_quietTime = TimeSpan.FromSeconds(1);

    private readonly string _ingest = Path.Combine(folder, "ingest");
    private readonly HashSet<string> _before = [.. Entries(Path.Combine(folder, "ingest"))];

    /// <summary>Deletes what has come since this object was made and doesn't change any more.</summary>
    public async Task RemoveAsync()
    {
        var left = Entries(_ingest).Where(entry => !_before.Contains(entry)).ToDictionary(entry => entry, LastChange, StringComparer.Ordinal);
        if (left.Count == 0)
            return;

        await Task.Delay(s_quietTime);
        foreach (var (entry, change) in left)
        {
            if (LastChange(entry) == change)
                Delete(entry);
        }
    }

    private static IEnumerable<string> Entries(string ingest) => Directory.Exists(ingest) ? Directory.EnumerateDirectories(ingest) : [];

    private static (DateTime Time, long Length) LastChange(string entry)
    {
        var data = new FileInfo(Path.Combine(entry, "data"));
        return data.Exists ? (data.LastWriteTimeUtc, data.Length) : default;
    }

    private static void Delete(string entry)
    {
        try
        {
            Directory.Delete(entry, recursive: true);
        }
        catch (IOException)
        {
            // Gone already, or the disk is out of order: the build's own failure matters more.
        }
    }
}
