using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// Remembers the digests of files, so that a file is read only if its size, its times, its inode or its permissions have changed. A damaged file of the
/// cache counts as an empty one. Several threads may ask at the same time.
/// </summary>
internal sealed class FingerprintCache
{
    private const int MostFiles = 500_000;
    private const int BufferSize = 128 * 1024;

    // A file that changed less than this before it was hashed may change again without another time: file systems count in ticks of milliseconds.
    private const long Racy = 1_000_000_000;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lazy<FingerprintTable> _known;
    private readonly ConcurrentDictionary<string, Fingerprint> _new = new(StringComparer.Ordinal);
    private int _hashed;
    private bool _changed;

    private FingerprintCache(string path, TimeProvider time)
    {
        (_path, _time, _known) = (path, time, new(() => FingerprintTable.Read(path)));
        // Another thread reads it while the walk begins.
        _ = Task.Run(() => _known.Value);
    }

    /// <summary>The number of files whose content was read.</summary>
    public int Hashed => _hashed;

    /// <summary>Opens the cache of a folder.</summary>
    /// <param name="path">The file of the cache, which need not exist.</param>
    /// <param name="time">The clock.</param>
    public static FingerprintCache Open(string path, TimeProvider time) => new(path, time);

    /// <summary>Returns the SHA-256 of the content of a regular file, in hexadecimal; <c>null</c> if it can't be read.</summary>
    /// <param name="file">The absolute path.</param>
    /// <param name="stat">The current properties.</param>
    public string? DigestOf(string file, FileStat stat)
    {
        var near = -1;
        return DigestOf(Encoding.UTF8.GetBytes(file), stat, ref near, out _);
    }

    /// <inheritdoc cref="DigestOf(string, FileStat)"/>
    /// <param name="key">The absolute path in UTF-8.</param>
    /// <param name="stat">The current properties.</param>
    /// <param name="near">The place of the last file of this thread; -1 for its first one. A walk finds the next file after it.</param>
    /// <param name="isHidden">True if the content has changed since the file got its size and its time, so that buildx may not send it.</param>
    public string? DigestOf(ReadOnlySpan<byte> key, FileStat stat, ref int near, out bool isHidden)
    {
        isHidden = false;
        var known = _known.Value;
        var index = known.Find(key, near);
        if (index >= 0)
        {
            near = index;
            known.Use(index);
            if (stat.Changed != 0 && known.StatOf(index) == stat && stat.Changed < known.HashedOf(index) - Racy)
            {
                isHidden = known.IsHidden(index);
                return known.DigestOf(index);
            }
        }

        var now = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        var file = Encoding.UTF8.GetString(key);
        if (Hash(file, stat.Size) is not { } content)
            return null;
        var digest = ExtendedAttributes.AddTo(content, file);
        Interlocked.Increment(ref _hashed);
        _changed = true;
        var fingerprint = new Fingerprint(stat, now, digest, IsHidden: false);
        isHidden = index >= 0 && known.IsHiddenBy(index, fingerprint);
        // A file that is being written: the digest is that of no version.
        if (FileStat.Read(file) == stat)
            _new[file] = fingerprint with { IsHidden = isHidden };
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>
    /// Writes the cache if it has changed, with what other builds have added in the meantime and without files that no longer exist. A failure only costs time
    /// in the next build.
    /// </summary>
    public void Save()
    {
        if (!_changed)
            return;
        try
        {
            var deleted = _known.Value.Unused().Where(path => !Path.Exists(path)).ToHashSet(StringComparer.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            using var held = FileLock.TryAcquireSoon(Path.Combine(Path.GetDirectoryName(_path)!, "files.lock"));
            AtomicFile.WriteBytes(FingerprintTable.Read(_path).With(_new, deleted, MostFiles), _path);
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
}
