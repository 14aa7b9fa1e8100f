namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>
/// The folder <c>ingest</c> of a local cache. It holds an entry for each blob that an export is writing, and buildx 0.29 keeps the entry if
/// the export is cut off.
/// </summary>
internal sealed class UnfinishedExports
{
    // An export that does not hold our lock creates an entry shortly before it opens the file in it.
    private static readonly TimeSpan s_quietTime = TimeSpan.FromSeconds(1);

    // Applies if the system cannot report who writes a file: a slow engine may pause for a while.
    private static readonly TimeSpan s_longTime = TimeSpan.FromMinutes(5);

    private readonly StoreLayout _layout;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, (DateTime Time, long Length)> _before;

    /// <summary>Lists the entries of exports that have nothing to do with the holder of the lock.</summary>
    /// <param name="layout">The cache, which has just been locked.</param>
    /// <param name="time">The clock.</param>
    public UnfinishedExports(StoreLayout layout, TimeProvider time)
    {
        _layout = layout;
        _time = time;
        _before = ReadEntries();
    }

    /// <summary>Deletes the entries that are no longer written. The builds of the holder of the lock must have ended.</summary>
    /// <returns>True if none is left. An entry that is left belongs to an export that is still running.</returns>
    public async Task<bool> RemoveAsync()
    {
        var entries = ReadEntries();
        if (entries.Count == 0)
            return true;
        await Task.Delay(s_quietTime, _time);
        foreach (var (entry, state) in entries)
        {
            if (StateOf(entry) == state && IsDead(entry, state))
                Directory.Delete(entry, recursive: true);
        }

        return ReadEntries().Count == 0;
    }

    private Dictionary<string, (DateTime Time, long Length)> ReadEntries() =>
        Directory.Exists(_layout.Ingest) && !StoreLayout.IsLink(_layout.Ingest)
            ? Directory.EnumerateDirectories(_layout.Ingest)
                .Where(entry => !StoreLayout.IsLink(entry))
                .ToDictionary(entry => entry, StateOf, StringComparer.Ordinal)
            : [];

    private bool IsDead(string entry, (DateTime Time, long Length) state)
    {
        if (FileWriters.Any(FileOf(entry)) is { } isWritten)
            return !isWritten;

        // On a full disk buildx creates an entry and cannot create the file in it. Such an entry is ours if it appeared while we held the lock.
        var isOurs = !_before.TryGetValue(entry, out var before) || before != state;
        return (isOurs && !File.Exists(FileOf(entry))) || IsOld(state.Time);
    }

    // Either way, because clocks can be set back.
    private bool IsOld(DateTime changed) => (_time.GetUtcNow().UtcDateTime - changed).Duration() > s_longTime;

    private static (DateTime Time, long Length) StateOf(string entry)
    {
        var file = new FileInfo(FileOf(entry));
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : (Directory.GetLastWriteTimeUtc(entry), 0);
    }

    private static string FileOf(string entry) => Path.Combine(entry, "data");
}
