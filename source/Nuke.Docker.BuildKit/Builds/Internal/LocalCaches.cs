using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>
/// Locks and verifies the local caches of a build before it starts, and sweeps them after it has ended. A problem with a cache is reported and does
/// not fail the build. Exports into one folder wait for each other, because concurrent exports can fail.
/// </summary>
internal sealed class LocalCaches : IAsyncDisposable
{
    private const int FilesShown = 3;

    private readonly Dictionary<string, ManagedCache> _caches = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly List<(string? Folder, string Text)> _notes = [];
    private readonly LocalCacheOptions _options;
    private readonly Action<ProgressLevel, string> _print;
    private readonly TimeProvider _time;

    private LocalCaches(LocalCacheOptions? options, Action<ProgressLevel, string>? print, TimeProvider? time) =>
        (_options, _print, _time) = (options ?? new LocalCacheOptions(), print ?? ((_, _) => { }), time ?? TimeProvider.System);

    /// <summary>Opens the caches that the builds read and write. Waits for other builds that have them open.</summary>
    public static async Task<LocalCaches> OpenAsync(
        IEnumerable<BuildxBuildSettings> builds,
        LocalCacheOptions? options,
        Action<ProgressLevel, string>? print,
        TimeProvider? time,
        CancellationToken cancellationToken)
    {
        var caches = new LocalCaches(options, print, time);
        try
        {
            // In a fixed order, so that two builds cannot wait for each other.
            foreach (var (folder, isWritten) in Folders(builds))
                await caches.OpenAsync(folder, isWritten, cancellationToken);
            return caches;
        }
        catch
        {
            caches.Unlock();
            throw;
        }
    }

    /// <summary>
    /// Removes the imports that are damaged or that buildx would refuse. buildx fails if an index does not contain the tag, and detects a missing layer
    /// only during the export. With a key, it names the signed images by their digests.
    /// </summary>
    public BuildxBuildSettings WithoutDamaged(BuildxBuildSettings settings) =>
        settings.CacheFrom is { } imports && (!_options.Key.IsEmpty || !imports.TrueForAll(import => IsUsable(import, settings)))
            ? settings with { CacheFrom = [.. imports.Where(import => IsUsable(import, settings)).Select(import => Pin(import, settings))] }
            : settings;

    /// <summary>Verifies every blob of the caches after a build failed on an import, and quarantines damaged ones.</summary>
    public void Repair()
    {
        foreach (var cache in _caches.Values)
            Guard(cache.Folder, () => ReportDamage(cache, cache.VerifyAll()));
    }

    /// <summary>Sweeps the caches that were written, records their use, and enforces the size limit.</summary>
    /// <param name="builds">The builds.</param>
    /// <param name="reports">The reports of the builds.</param>
    /// <param name="fault">The fault. <c>null</c>: the build succeeded.</param>
    public async Task SweepAsync(IReadOnlyCollection<BuildxBuildSettings> builds, IReadOnlyList<BuildReport> reports, DockerFaultKind? fault)
    {
        // BuildKit usually repeats a step whose layer it cannot use, and does not export a blob that exists, even if it is damaged.
        if (fault is DockerFaultKind.CacheImportCorrupt || reports.Any(report => report.Steps.Any(step => step.CacheError is not null)))
            Repair();

        // An image that a build did not export is not its own to sign.
        List<BuildxBuildSettings> exported =
            [.. builds.Zip(reports).Where(pair => pair.Second.CacheExports.Count > 0 && !pair.Second.CacheNotWritten).Select(pair => pair.First)];
        var number = _options.Directory is { } directory && _caches.Count > 0 ? new LocalCacheDirectory(directory).LastUse() + 1 : 0;
        foreach (var cache in _caches.Values.Where(cache => cache.Store is not null))
            await GuardAsync(cache.Folder, () => fault is null ? SweepAsync(cache, builds, exported, number) : cache.Store!.RemoveUnfinishedAsync());
        Unlock();
        if (fault is null && _options is { Directory: { } folder, Limit: { } limit })
            Guard(folder, () => Shrink(folder, limit, [.. builds.SelectMany(Exports)]));
    }

    /// <summary>Adds the notes about the caches of a build to its report.</summary>
    public BuildReport AddNotes(BuildReport report, BuildxBuildSettings build)
    {
        var imports = (build.CacheFrom ?? []).OfType<LocalCacheFrom>().Select(import => Full(import.Source, build));
        var folders = Exports(build).Select(export => export.Folder).Concat(imports).ToHashSet(StringComparer.Ordinal);
        var notes = _notes.Where(note => note.Folder is null || folders.Contains(note.Folder)).Select(note => note.Text).ToList();
        return notes.Count == 0 ? report : report with { Notes = [.. report.Notes, .. notes] };
    }

    /// <summary>Closes the caches. If the build was canceled, deletes what its exports left unfinished.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var cache in _caches.Values.Where(cache => cache.Store is not null))
            await GuardAsync(cache.Folder, () => cache.Store!.RemoveUnfinishedAsync());
        Unlock();
    }

    private void Unlock()
    {
        foreach (var cache in _caches.Values)
            cache.Dispose();
        _caches.Clear();
    }

    private static SortedDictionary<string, bool> Folders(IEnumerable<BuildxBuildSettings> builds)
    {
        var folders = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var build in builds)
        {
            foreach (var (folder, _) in Exports(build))
                folders[folder] = true;
            foreach (var import in (build.CacheFrom ?? []).OfType<LocalCacheFrom>())
            {
                // buildx itself reports a folder that does not exist.
                if (Full(import.Source, build) is var folder && Directory.Exists(folder))
                    folders.TryAdd(folder, false);
            }
        }

        return folders;
    }

    private static IEnumerable<(string Folder, string Tag)> Exports(BuildxBuildSettings build) =>
        (build.CacheTo ?? []).OfType<LocalCacheTo>().Select(export => (Full(export.Destination, build), export.Tag ?? "latest"));

    private static string Full(string folder, BuildxBuildSettings build) =>
        Path.TrimEndingDirectorySeparator(build.FullPath(folder));

    private async Task OpenAsync(string folder, bool isWritten, CancellationToken cancellationToken)
    {
        var waiting = () => _print(ProgressLevel.Information, $"Waiting for another build that uses the cache {folder} …");
        // A signature vouches for digests, so that the content must match them.
        var isFull = _options.Verify || !_options.Key.IsEmpty;
        await GuardAsync(folder, async () => Add(await ManagedCache.OpenAsync(folder, isWritten, isFull, waiting, _time, cancellationToken)));
        // A cache that cannot be locked or repaired may still be usable.
        if (!_caches.ContainsKey(folder))
            Guard(folder, () => Add(ManagedCache.Inspect(folder, isFull)));
        if (!_caches.ContainsKey(folder))
            _unknown.Add(folder);

        void Add(ManagedCache cache)
        {
            if (!_options.Key.IsEmpty && cache.Trust(_options.Key) is { Count: > 0 } refused)
                Note(folder, $"The cache {folder} is not imported, because the key of this build did not sign it: {List(refused)}.");
            _caches.Add(folder, cache);
            ReportDamage(cache, cache.Found);
        }
    }

    private void Shrink(string folder, ByteSize limit, IReadOnlyCollection<(string Folder, string Tag)> justBuilt)
    {
        foreach (var text in new LocalCacheDirectory(folder).Shrink(limit, justBuilt, _time))
            _notes.Add((null, text));
    }

    private async Task SweepAsync(ManagedCache cache, IEnumerable<BuildxBuildSettings> builds, IEnumerable<BuildxBuildSettings> exported, long number)
    {
        var sweep = await cache.Store!.SweepAsync();
        if (sweep.Skipped is { } reason)
            Note(cache.Folder, $"The cache {cache.Folder} was not swept: {reason}.");
        if (sweep.Strangers.Count > 0)
            Note(cache.Folder, $"The cache {cache.Folder} contains other files, which were kept: {List(sweep.Strangers)}.");
        if (!_options.Key.IsEmpty)
            cache.Store.Sign(_options.Key, Tags(exported));
        cache.Store.RecordUse(Tags(builds), number);

        List<string> Tags(IEnumerable<BuildxBuildSettings> settings) =>
            [.. settings.SelectMany(Exports).Where(export => export.Folder == cache.Folder).Select(export => export.Tag)];
    }

    private static string List(IReadOnlyList<string> files) =>
        string.Join(", ", files.Take(FilesShown)) + (files.Count > FilesShown ? $" and {files.Count - FilesShown} more" : "");

    // buildx reports a folder that does not exist.
    private bool IsUsable(CacheFrom import, BuildxBuildSettings build) =>
        import is not LocalCacheFrom local
        || (_caches.TryGetValue(Full(local.Source, build), out var cache)
            ? cache.Has(local.Tag, local.Digest)
            : !_unknown.Contains(Full(local.Source, build)));

    private CacheFrom Pin(CacheFrom import, BuildxBuildSettings build) =>
        import is LocalCacheFrom local && _caches.TryGetValue(Full(local.Source, build), out var cache) ? cache.Pin(local) : import;

    private void ReportDamage(ManagedCache cache, CacheVerification found)
    {
        if (found.IsWhole)
            return;
        var images = found.DroppedTags is { Count: > 0 } tags ? $" Not imported: {string.Join(", ", tags)}." : "";
        var index = found.IndexRestored ? " The index of the last build was restored." : "";
        var aside = cache.Store is null ? "" : " The damaged files are in .store/quarantine.";
        Note(cache.Folder, $"The cache {cache.Folder} was damaged: {found.Describe()}.{aside}{index}{images}");
    }

    private void Note(string folder, string text)
    {
        _notes.Add((folder, text));
        _print(ProgressLevel.Warning, text);
    }

    private void Guard(string folder, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Note(folder, $"The cache {folder} could not be maintained: {exception.Message}");
        }
    }

    private async Task GuardAsync(string folder, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Note(folder, $"The cache {folder} could not be maintained: {exception.Message}");
        }
    }
}
