using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>
/// Locks and verifies the local caches of a build before it starts, and sweeps them after it has ended. A problem with a cache does not fail
/// the build; it is reported. Exports into one folder wait for each other: side by side, one of eight failed.
/// </summary>
internal sealed class LocalCaches : IAsyncDisposable
{
    private readonly Dictionary<string, ManagedCache> _caches = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly List<(string? Folder, string Text)> _notes = [];
    private readonly LocalCacheOptions _options;
    private readonly Action<ProgressLevel, string> _print;
    private readonly TimeProvider _time;

    private LocalCaches(LocalCacheOptions? options, Action<ProgressLevel, string>? print, TimeProvider? time) =>
        (_options, _print, _time) = (options ?? new LocalCacheOptions(), print ?? ((_, _) => { }), time ?? TimeProvider.System);

    /// <summary>Opens the caches that the builds read and write. Waits for other builds that write the same ones.</summary>
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
            // Always in the same order: otherwise two builds could wait for each other.
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
    /// The settings without imports that are damaged or that buildx would refuse: it fails if an index lacks the tag, and notices a missing layer
    /// only when it exports.
    /// </summary>
    public BuildxBuildSettings WithoutDamaged(BuildxBuildSettings settings) =>
        settings.CacheFrom is { } imports && !imports.TrueForAll(import => IsUsable(import, settings))
            ? settings with { CacheFrom = [.. imports.Where(import => IsUsable(import, settings))] }
            : settings;

    /// <summary>Reads the caches completely, because a build failed on an import, and quarantines damaged blobs.</summary>
    public void Repair()
    {
        foreach (var cache in _caches.Values)
            Guard(cache.Folder, () => ReportDamage(cache, cache.VerifyAll()));
    }

    /// <summary>Sweeps the caches that were written, records their use, and enforces the limit.</summary>
    /// <param name="builds">The builds.</param>
    /// <param name="reports">Their reports.</param>
    /// <param name="fault">The fault. <c>null</c>: the build succeeded.</param>
    public async Task SweepAsync(IReadOnlyCollection<BuildxBuildSettings> builds, IEnumerable<BuildReport> reports, DockerFaultKind? fault)
    {
        // BuildKit usually repeats a step whose layer it cannot use. The damaged blob would stay, because BuildKit does not export a blob that is there.
        if (fault is DockerFaultKind.CacheImportCorrupt || reports.Any(report => report.Steps.Any(step => step.CacheError is not null)))
            Repair();

        var number = _options.Directory is { } directory && _caches.Count > 0 ? new LocalCacheDirectory(directory).LastUse() + 1 : 0;
        foreach (var cache in _caches.Values.Where(cache => cache.Store is not null))
            await GuardAsync(cache.Folder, () => fault is null ? SweepAsync(cache, builds, number) : UnfinishedExports.RemoveAsync(cache.Layout));
        Unlock();
        if (fault is null && _options is { Directory: { } folder, Limit: { } limit })
            Guard(folder, () => _notes.AddRange(new LocalCacheDirectory(folder).Shrink(limit, [.. builds.SelectMany(Exports)], _time).Select(text => ((string?)null, text))));
    }

    /// <summary>The report, with notes about the caches of a build.</summary>
    public BuildReport AddNotes(BuildReport report, BuildxBuildSettings build)
    {
        var imports = (build.CacheFrom ?? []).OfType<LocalCacheFrom>().Select(import => Full(import.Source, build));
        var folders = Exports(build).Select(export => export.Folder).Concat(imports).ToHashSet(StringComparer.Ordinal);
        var notes = _notes.Where(note => note.Folder is null || folders.Contains(note.Folder)).Select(note => note.Text).ToList();
        return notes.Count == 0 ? report : report with { Notes = [.. report.Notes, .. notes] };
    }

    /// <summary>If the build was canceled, deletes what its exports left unfinished.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var cache in _caches.Values.Where(cache => cache.Store is not null))
            await GuardAsync(cache.Folder, () => UnfinishedExports.RemoveAsync(cache.Layout));
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
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, Path.GetFullPath(build.WorkingDirectory ?? ".")));

    private async Task OpenAsync(string folder, bool isWritten, CancellationToken cancellationToken)
    {
        var waiting = () => _print(ProgressLevel.Information, $"Waiting for another build that has the cache {folder} open …");
        await GuardAsync(folder, async () => Add(await ManagedCache.OpenAsync(folder, isWritten, _options.Verify, waiting, _time, cancellationToken)));
        // A cache that cannot be locked or repaired may still be usable, which a read-only look shows.
        if (!_caches.ContainsKey(folder))
            Guard(folder, () => Add(ManagedCache.Look(folder, _options.Verify)));
        if (!_caches.ContainsKey(folder))
            _unknown.Add(folder);

        void Add(ManagedCache cache)
        {
            _caches.Add(folder, cache);
            ReportDamage(cache, cache.Found);
        }
    }

    private async Task SweepAsync(ManagedCache cache, IReadOnlyCollection<BuildxBuildSettings> builds, long number)
    {
        var sweep = await cache.Store!.SweepAsync();
        if (sweep.Skipped is { } reason)
            Note(cache.Folder, $"The cache {cache.Folder} wasn't swept: {reason}.");
        if (sweep.Strangers.Count > 0)
            Note(cache.Folder, $"The cache {cache.Folder} has files of others, which were left alone: {string.Join(", ", sweep.Strangers.Take(3))}{(sweep.Strangers.Count > 3 ? $" and {sweep.Strangers.Count - 3} more" : "")}.");
        cache.Store.RecordUse(builds.SelectMany(Exports).Where(export => export.Folder == cache.Folder).Select(export => export.Tag), number);
    }

    // buildx reports a folder that does not exist.
    private bool IsUsable(CacheFrom import, BuildxBuildSettings build) =>
        import is not LocalCacheFrom local
        || (Full(local.Source, build) is var folder && _caches.TryGetValue(folder, out var cache) ? cache.Has(local.Tag, local.Digest) : !_unknown.Contains(folder));

    private void ReportDamage(ManagedCache cache, CacheVerification found)
    {
        if (found.IsWhole)
            return;
        var images = found.DroppedTags is { Count: > 0 } tags ? $" Not imported: {string.Join(", ", tags)}." : "";
        var index = found.IndexRestored ? " The index that the last build left took its place." : "";
        var aside = cache.Store is null ? "" : " It was set aside in .store/quarantine.";
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
            Note(folder, $"The cache {folder} couldn't be looked after: {exception.Message}");
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
            Note(folder, $"The cache {folder} couldn't be looked after: {exception.Message}");
        }
    }
}
