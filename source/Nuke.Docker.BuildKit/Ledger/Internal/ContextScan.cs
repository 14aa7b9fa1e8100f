using System.Collections.Concurrent;
using System.IO.Enumeration;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Lists the entries of a build context that a build can read, with the digests of their content.</summary>
internal sealed class ContextScan
{
    private static readonly EnumerationOptions s_options =
        new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, RecurseSubdirectories = false };

    // The files of a thread at a time.
    private const int ParallelFiles = 256;

    private readonly string _root;
    private readonly FingerprintCache _fingerprints;
    private readonly ContextSelection _selection;
    private readonly CancellationToken _cancellationToken;
    private readonly List<LedgerFile?> _files = [];
    private readonly List<LedgerFile> _waiting = [];
    private readonly List<int> _pending = [];

    private ContextScan(string root, FingerprintCache fingerprints, ContextSelection selection, CancellationToken cancellationToken) =>
        (_root, _fingerprints, _selection, _cancellationToken) = (root, fingerprints, selection, cancellationToken);

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
        var real = new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
        var scan = new ContextScan(real, fingerprints, selection, cancellationToken);
        scan.Walk(real, "", MatchState.Root(matcher));
        return scan.Complete();
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
            _files.Add(folder);
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

    // Its properties are read later, by several threads.
    private void Send(string path)
    {
        Flush();
        _pending.Add(_files.Count);
        _files.Add(new LedgerFile(path, ' ', 0, ""));
    }

    private IReadOnlyList<LedgerFile> Complete()
    {
        if (_pending.Count < ParallelFiles)
        {
            Complete(0, _pending.Count);
        }
        else
        {
            var options = new ParallelOptions { CancellationToken = _cancellationToken };
            Parallel.ForEach(Partitioner.Create(0, _pending.Count, ParallelFiles), options, range => Complete(range.Item1, range.Item2));
        }

        return [.. _files.OfType<LedgerFile>()];
    }

    private void Complete(int from, int to)
    {
        var buffer = new byte[512];
        for (var index = from; index < to; index++)
            _files[_pending[index]] = Complete(_files[_pending[index]]!.Path, ref buffer);
    }

    // null: the file was deleted.
    private LedgerFile? Complete(string path, ref byte[] buffer)
    {
        var full = _root.EndsWith('/') ? _root + path : $"{_root}/{path}";
        var most = Encoding.UTF8.GetMaxByteCount(full.Length) + 1;
        if (buffer.Length < most)
            buffer = new byte[most];
        var length = Encoding.UTF8.GetBytes(full, buffer);
        buffer[length] = 0;
        if (FileStat.Read(full, buffer.AsSpan(0, length + 1)) is not { } stat)
            return null;
        return stat.Kind switch
        {
            FileStat.RegularKind => new LedgerFile(path, 'f', stat.Permissions, _fingerprints.DigestOf(buffer.AsSpan(0, length), full, stat) ?? "?"),
            FileStat.LinkKind => new LedgerFile(path, 'l', 0x1FF, new FileInfo(full).LinkTarget ?? "?"),
            _ => new LedgerFile(path, 'o', stat.Permissions, ""),
        };
    }

    private void Flush()
    {
        _files.AddRange(_waiting);
        _waiting.Clear();
    }
}
