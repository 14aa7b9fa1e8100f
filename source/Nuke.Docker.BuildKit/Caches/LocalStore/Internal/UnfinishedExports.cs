namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>
/// What an export leaves in a local cache when it is cut off: blobs in <c>ingest</c> that nobody will ever finish. buildx 0.29
/// leaves them behind, as large as they had become.
/// </summary>
internal static class UnfinishedExports
{
    // Who exports into the same folder without our lock makes an entry before it opens the file within.
    private static readonly TimeSpan s_quietTime = TimeSpan.FromSeconds(1);

    // Where nobody can tell whether a file is still written: a slow engine may pause for a while. Either way, as clocks can be set back.
    private static readonly TimeSpan s_longTime = TimeSpan.FromMinutes(5);

    /// <summary>Deletes what nobody writes any more.</summary>
    /// <returns>Whether nothing is left: what is belongs to an export that goes on.</returns>
    public static async Task<bool> RemoveAsync(StoreLayout layout)
    {
        if (StoreLayout.IsLink(layout.Ingest) || Entries(layout) is not { Count: > 0 } entries)
            return true;

        var before = entries.ToDictionary(entry => entry, LastChange, StringComparer.Ordinal);
        await Task.Delay(s_quietTime);
        foreach (var (entry, change) in before)
        {
            if (LastChange(entry) == change && IsDead(entry, change.Time))
                Directory.Delete(entry, recursive: true);
        }

        return Entries(layout).Count == 0;
    }

    private static List<string> Entries(StoreLayout layout) =>
        Directory.Exists(layout.Ingest) ? [.. Directory.EnumerateDirectories(layout.Ingest).Where(entry => !StoreLayout.IsLink(entry))] : [];

    private static bool IsDead(string entry, DateTime changed) =>
        FileWriters.Any(Data(entry)) is { } isWritten ? !isWritten : (DateTime.UtcNow - changed).Duration() > s_longTime;

    private static (DateTime Time, long Length) LastChange(string entry)
    {
        var data = new FileInfo(Data(entry));
        return data.Exists ? (data.LastWriteTimeUtc, data.Length) : (Directory.GetLastWriteTimeUtc(entry), 0);
    }

    private static string Data(string entry) => Path.Combine(entry, "data");
}
