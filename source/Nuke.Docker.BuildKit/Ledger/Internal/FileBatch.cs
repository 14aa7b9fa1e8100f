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
        var buffer = Array.Empty<byte>();
        var near = -1;
        foreach (var path in _paths)
        {
            var full = _prefix + path;
            var most = Encoding.UTF8.GetMaxByteCount(full.Length) + 1;
            if (buffer.Length < most)
                buffer = new byte[most];
            var length = Encoding.UTF8.GetBytes(full, buffer);
            buffer[length] = 0;
            _files.Add(folder.Read(full, buffer.AsSpan(0, length + 1)) is { } stat ? FileOf(path, full, buffer.AsSpan(0, length), stat, ref near) : null);
        }
    }

    private LedgerFile FileOf(string path, string full, ReadOnlySpan<byte> key, FileStat stat, ref int near) => stat.Kind switch
    {
        FileStat.RegularKind => new LedgerFile(path, 'f', stat.Permissions, fingerprints.DigestOf(key, full, stat, ref near) ?? "?"),
        FileStat.LinkKind => new LedgerFile(path, 'l', 0x1FF, new FileInfo(full).LinkTarget ?? "?"),
        _ => new LedgerFile(path, 'o', stat.Permissions, ""),
    };
}
