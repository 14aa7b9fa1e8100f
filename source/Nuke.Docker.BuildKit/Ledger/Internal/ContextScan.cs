using System.IO.Enumeration;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Lists the entries of a build context that a build can read, with the digests of their content.</summary>
internal sealed class ContextScan
{
    private static readonly EnumerationOptions s_options =
        new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, RecurseSubdirectories = false };

    // Files of a batch: enough that a thread is worth its start.
    private const int BatchSize = 1024;

    private readonly string _root;
    private readonly FingerprintCache _fingerprints;
    private readonly ContextSelection _selection;
    private readonly CancellationToken _cancellationToken;
    private readonly List<LedgerFile> _waiting = [];
    private readonly List<Task> _running = [];

    // null: the next file of the batches.
    private readonly List<LedgerFile?> _entries = [];
    private readonly List<FileBatch> _batches = [];
    private FileBatch _batch;

    private ContextScan(string root, FingerprintCache fingerprints, ContextSelection selection, CancellationToken cancellationToken)
    {
        (_root, _fingerprints, _selection, _cancellationToken) = (root, fingerprints, selection, cancellationToken);
        _batch = NewBatch();
    }

    /// <summary>Lists the entries that a selection may contain, by path.</summary>
    /// <exception cref="DockerignoreException">The ignore file is invalid.</exception>
    /// <exception cref="IOException">A directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory can't be read.</exception>
    public static IReadOnlyList<LedgerFile> Read(
        string root,
        DockerignoreMatcher matcher,
        ContextSelection selection,
        FingerprintCache fingerprints,
        CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(root);
        var scan = new ContextScan(full, fingerprints, selection, cancellationToken);
        try
        {
            // A link to another folder stays the same context for buildx, which compares sizes and times.
            scan.Walk(full, "", MatchState.Root(matcher));
            scan._batch.Complete(cancellationToken);
        }
        finally
        {
            // A batch must not outlive the cache that it asks.
            Task.WaitAll([.. scan._running], CancellationToken.None);
        }

        return scan.Files();
    }

    private void Walk(string folder, string prefix, MatchState rules)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        List<(string Name, bool IsFolder)> items =
        [
            .. new FileSystemEnumerable<(string, bool)>(
                folder,
                (ref entry) => (entry.FileName.ToString(), entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
                s_options),
        ];
        items.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        foreach (var (name, isFolder) in items)
        {
            var path = $"{prefix}{name}";
            if (!_selection.MayContain(path, isFolder))
                continue;
            if (isFolder)
                Enter(path, rules.Enter(path));
            else if (!rules.Match(path).Ignored)
                Send(path);
        }
    }

    private void Enter(string path, MatchState rules)
    {
        var full = Path.Combine(_root, path);
        if (FileStat.Read(full) is not { } stat)
            return;
        var folder = new LedgerFile(path, 'd', stat.Permissions, "");
        if (!rules.Decision.Ignored)
        {
            Flush();
            _entries.Add(folder);
            Walk(full, $"{path}/", rules);
            return;
        }

        if (!rules.CanKeepBelow($"{path}/"))
            return;
        // An ignored directory is sent as soon as an entry in it is.
        var place = _waiting.Count;
        _waiting.Add(folder);
        Walk(full, $"{path}/", rules);
        if (_waiting.Count > place)
            _waiting.RemoveAt(place);
    }

    // Its properties are read by another thread while the walk goes on.
    private void Send(string path)
    {
        Flush();
        _entries.Add(null);
        _batch.Add(path);
        if (_batch.Count < BatchSize)
            return;
        var full = _batch;
        _running.Add(Task.Run(() => full.Complete(_cancellationToken), CancellationToken.None));
        _batch = NewBatch();
    }

    private FileBatch NewBatch()
    {
        var batch = new FileBatch(_root, _fingerprints, BatchSize);
        _batches.Add(batch);
        return batch;
    }

    private List<LedgerFile> Files()
    {
        var files = new List<LedgerFile>(_entries.Count);
        var read = _batches.SelectMany(batch => batch.Files).GetEnumerator();
        foreach (var entry in _entries)
        {
            if (entry is null)
                read.MoveNext();
            // A file without properties was deleted during the walk.
            if ((entry ?? read.Current) is { } file)
                files.Add(file);
        }

        return files;
    }

    private void Flush()
    {
        _entries.AddRange(_waiting);
        _waiting.Clear();
    }
}
