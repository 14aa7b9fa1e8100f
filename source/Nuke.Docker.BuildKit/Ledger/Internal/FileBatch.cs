using System.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Files of a build context, in the order of the walk, whose properties and digests one thread reads.</summary>
internal sealed class FileBatch(string root, FingerprintCache fingerprints, int capacity)
{
    private readonly List<string> _paths = new(capacity);
    private readonly List<LedgerFile?> _files = new(capacity);
    private readonly string _prefix = root.EndsWith('/') ? root : $"{root}/";

    public int Count => _paths.Count;

    /// <summary>The files, once the batch is complete. <c>null</c>: the file was deleted after the walk saw it.</summary>
    public IReadOnlyList<LedgerFile?> Files => _files;

    /// <summary>Adds a file by its path in the context.</summary>
    public void Add(string path) => _paths.Add(path);

    /// <summary>Reads the properties and digests of all files.</summary>
    public void Complete(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var folder = new FolderStat();
        var buffer = Encoding.UTF8.GetBytes(_prefix);
        var prefix = buffer.Length;
        var near = -1;
        foreach (var path in _paths)
        {
            var most = prefix + Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
            if (buffer.Length < most)
                Array.Resize(ref buffer, most * 2);
            var length = prefix + Encoding.UTF8.GetBytes(path, buffer.AsSpan(prefix));
            buffer[length] = 0;
            _files.Add(folder.Read(buffer.AsSpan(0, length + 1)) is { } stat ? FileOf(path, buffer.AsSpan(0, length), stat, ref near)
                // A name that is not UTF-8 can't be asked for.
                : path.Contains('\uFFFD', StringComparison.Ordinal) ? new LedgerFile(path, 'o', 0, "?") : null);
        }
    }

    private LedgerFile FileOf(string path, ReadOnlySpan<byte> key, FileStat stat, ref int near) => stat.Kind switch
    {
        FileStat.RegularKind =>
            new LedgerFile(path, 'f', stat.Permissions, fingerprints.DigestOf(key, stat, ref near, out var isHidden) ?? "?") { IsHidden = isHidden },
        FileStat.LinkKind => new LedgerFile(path, 'l', 0x1FF, new FileInfo(_prefix + path).LinkTarget ?? "?"),
        _ => new LedgerFile(path, 'o', stat.Permissions, ""),
    };
}
