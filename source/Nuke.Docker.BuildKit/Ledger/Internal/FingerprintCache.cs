using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// Remembers the digests of files, so that a file is read only if its size, its times, its inode or its permissions have changed. A damaged file of the
/// cache counts as an empty one.
/// </summary>
internal sealed class FingerprintCache
{
    private const uint Magic = 0x4E444B32;
    private const int MostFiles = 500_000;
    private const int BufferSize = 128 * 1024;

    // A file that changed less than this before it was hashed may change again without another time: file systems count in ticks of milliseconds.
    private const long Racy = 1_000_000_000;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Entry> _known;
    private readonly Dictionary<string, Entry> _used = new(StringComparer.Ordinal);
    private bool _changed;

    private FingerprintCache(string path, TimeProvider time, Dictionary<string, Entry> known) => (_path, _time, _known) = (path, time, known);

    /// <summary>The number of files whose content was read.</summary>
    public int Hashed { get; private set; }

    /// <summary>Opens the cache of a folder.</summary>
    /// <param name="path">The file of the cache, which need not exist.</param>
    /// <param name="time">The clock.</param>
    public static FingerprintCache Open(string path, TimeProvider time) => new(path, time, Read(path));

    /// <summary>Returns the SHA-256 of the content of a regular file, in hexadecimal; <c>null</c> if it can't be read.</summary>
    /// <param name="file">The absolute path.</param>
    /// <param name="stat">The current properties.</param>
    public string? DigestOf(string file, FileStat stat)
    {
        if (_known.TryGetValue(file, out var known) && known.Stat == stat && stat.Changed != 0 && stat.Changed < known.Hashed - Racy)
        {
            _used[file] = known;
            return Convert.ToHexStringLower(known.Digest);
        }

        var now = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        if (Hash(file, stat.Size) is not { } digest)
            return null;
        Hashed++;
        _changed = true;
        // A file that is being written: the digest is that of no version.
        if (FileStat.Read(file) == stat)
            _used[file] = new Entry(stat, now, digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Writes the cache if it has changed. A failure only costs time in the next build.</summary>
    public void Save()
    {
        if (!_changed && _used.Count == _known.Count)
            return;
        try
        {
            AtomicFile.WriteBytes(ToBytes(), _path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next build hashes again.
        }
    }

    private static byte[]? Hash(string file, long size)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            if (size > BufferSize)
                return Hash(stream);
            var content = new byte[size + 1];
            var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return read <= size ? SHA256.HashData(content.AsSpan(0, read)) : Hash(file, long.MaxValue);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[] Hash(FileStream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        while (stream.Read(buffer) is > 0 and var read)
            hash.AppendData(buffer, 0, read);
        return hash.GetHashAndReset();
    }

    private byte[] ToBytes()
    {
        using var memory = new MemoryStream(_used.Count * 160);
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Math.Min(_used.Count, MostFiles));
            foreach (var (path, entry) in _used.Take(MostFiles))
            {
                writer.Write(path);
                writer.Write(entry.Stat.Mode);
                writer.Write(entry.Stat.Size);
                writer.Write(entry.Stat.Inode);
                writer.Write(entry.Stat.Modified);
                writer.Write(entry.Stat.Changed);
                writer.Write(entry.Hashed);
                writer.Write(entry.Digest);
            }
        }

        var checksum = SHA256.HashData(memory.GetBuffer().AsSpan(0, (int)memory.Length));
        memory.Write(checksum);
        return memory.ToArray();
    }

    private static Dictionary<string, Entry> Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                return [];
            var bytes = File.ReadAllBytes(path);
            var length = bytes.Length - SHA256.HashSizeInBytes;
            if (length < 8 || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
                return [];
            using var reader = new BinaryReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
            if (reader.ReadUInt32() != Magic)
                return [];
            var count = reader.ReadInt32();
            var known = new Dictionary<string, Entry>(count, StringComparer.Ordinal);
            for (var index = 0; index < count; index++)
            {
                var file = reader.ReadString();
                var stat = new FileStat(reader.ReadUInt32(), reader.ReadInt64(), reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64());
                known[file] = new Entry(stat, reader.ReadInt64(), reader.ReadBytes(SHA256.HashSizeInBytes));
            }

            return known;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            return [];
        }
    }

    private sealed record Entry(FileStat Stat, long Hashed, byte[] Digest);
}
