using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// The remembered fingerprints as they are in the file, in the order of a walk. An object for each of 50,000 files would take longer than asking the file
/// system for their properties.
/// </summary>
internal sealed class FingerprintTable
{
    private const ulong Magic = 0x3553_4547_4449_464B;
    private const int HeaderSize = 24;

    // Behind the path: mode, size, inode, two times, the time of hashing, the digest, the flag.
    private const int FieldsSize = 4 + (5 * 8) + SHA256.HashSizeInBytes + 1;

    private static readonly WalkOrder s_order = new();

    private readonly byte[] _bytes;
    private readonly int[] _entries;
    private readonly bool[] _used;

    private FingerprintTable(byte[] bytes, int[] entries) => (_bytes, _entries, _used) = (bytes, entries, new bool[entries.Length]);

    /// <summary>Reads a file; an empty table if it does not exist or is damaged.</summary>
    public static FingerprintTable Read(string path)
    {
        try
        {
            if (File.Exists(path) && File.ReadAllBytes(path) is var bytes && EntriesOf(bytes) is { } entries)
                return new FingerprintTable(bytes, entries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // All files are hashed again.
        }

        return new FingerprintTable([], []);
    }

    /// <summary>Returns the index of the entry of a path; -1 if there is none.</summary>
    /// <param name="key">The path.</param>
    /// <param name="near">The index of the path before it in the walk; -1 if there is none.</param>
    public int Find(ReadOnlySpan<byte> key, int near)
    {
        if (near + 1 < _entries.Length && KeyOf(near + 1).SequenceEqual(key))
            return near + 1;
        var (low, high) = (0, _entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = WalkOrder.Compare(KeyOf(middle), key);
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>Returns the properties that the file of an entry had.</summary>
    public FileStat StatOf(int index)
    {
        var fields = FieldsOf(index);
        return new FileStat(
            BinaryPrimitives.ReadUInt32LittleEndian(fields),
            BinaryPrimitives.ReadInt64LittleEndian(fields[4..]),
            BinaryPrimitives.ReadUInt64LittleEndian(fields[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(fields[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(fields[28..]));
    }

    /// <summary>Returns the time at which the file of an entry was hashed, in nanoseconds.</summary>
    public long HashedOf(int index) => BinaryPrimitives.ReadInt64LittleEndian(FieldsOf(index)[36..]);

    /// <summary>Returns the digest of an entry in hexadecimal.</summary>
    public string DigestOf(int index) => Convert.ToHexStringLower(FieldsOf(index).Slice(44, SHA256.HashSizeInBytes));

    /// <summary>Returns the value of <see cref="Fingerprint.IsHidden"/> of an entry.</summary>
    public bool IsHidden(int index) => FieldsOf(index)[FieldsSize - 1] != 0;

    /// <summary>Returns true if the size and the time of a file are those of an entry, and its content is not, or was not before.</summary>
    public bool IsHiddenBy(int index, Fingerprint now) =>
        StatOf(index) is var before && before.Size == now.Stat.Size && before.Modified == now.Stat.Modified
        && (IsHidden(index) || !FieldsOf(index).Slice(44, SHA256.HashSizeInBytes).SequenceEqual(now.Digest));

    /// <summary>Marks an entry as used.</summary>
    public void Use(int index) => _used[index] = true;

    /// <summary>Returns the paths of the entries that were not used.</summary>
    public IEnumerable<string> Unused() => Enumerable.Range(0, _entries.Length).Where(index => !_used[index]).Select(PathOf);

    /// <summary>Returns the file with the entries and new ones, which replace those of the same path, in the order of a walk.</summary>
    /// <param name="added">The new entries.</param>
    /// <param name="deleted">The paths of entries to leave out.</param>
    /// <param name="most">The largest number of entries.</param>
    public byte[] With(IReadOnlyCollection<KeyValuePair<string, Fingerprint>> added, IReadOnlySet<string> deleted, int most)
    {
        using var memory = new MemoryStream(_bytes.Length + (added.Count * 160));
        memory.SetLength(HeaderSize);
        memory.Position = HeaderSize;
        var count = 0;
        var old = 0;
        Span<byte> fields = stackalloc byte[FieldsSize];
        foreach (var (key, fingerprint) in added.Select(pair => (Encoding.UTF8.GetBytes(pair.Key), pair.Value)).OrderBy(pair => pair.Item1, s_order))
        {
            while (old < _entries.Length && WalkOrder.Compare(KeyOf(old), key) < 0)
                Copy(old++);
            var isHidden = fingerprint.IsHidden;
            if (old < _entries.Length && KeyOf(old).SequenceEqual(key))
                isHidden |= IsHiddenBy(old++, fingerprint);
            if (count == most || key.Length > ushort.MaxValue)
                continue;
            BinaryPrimitives.WriteUInt16LittleEndian(fields, (ushort)key.Length);
            memory.Write(fields[..2]);
            memory.Write(key);
            (fingerprint with { IsHidden = isHidden }).Write(fields);
            memory.Write(fields);
            count++;
        }

        while (old < _entries.Length)
            Copy(old++);
        var bytes = memory.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), count);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Checksum(bytes));
        return bytes;

        void Copy(int index)
        {
            if (count == most || (deleted.Count > 0 && deleted.Contains(PathOf(index))))
                return;
            memory.Write(_bytes, _entries[index], 2 + KeyOf(index).Length + FieldsSize);
            count++;
        }
    }

    // The start of each entry; null if the file is damaged.
    private static int[]? EntriesOf(byte[] bytes)
    {
        var isWhole = bytes.Length >= HeaderSize
            && BinaryPrimitives.ReadUInt64LittleEndian(bytes) == Magic
            && BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(16)) == Checksum(bytes)
            && BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)) is >= 0 and <= int.MaxValue / 2;
        if (!isWhole)
            return null;
        var entries = new List<int>((int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)));
        var at = HeaderSize;
        while (at + 2 <= bytes.Length)
        {
            entries.Add(at);
            at += 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) + FieldsSize;
        }

        return at == bytes.Length ? [.. entries] : null;
    }

    // Detects damage, not an attacker, who could replace the whole file.
    private static ulong Checksum(byte[] bytes) => Hash((ulong)bytes.Length, bytes.AsSpan(HeaderSize));

    private static ulong Hash(ulong seed, ReadOnlySpan<byte> bytes)
    {
        var hash = seed;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            hash = BitOperations.RotateLeft(hash ^ word, 29) * 0x9E37_79B9_7F4A_7C15;
        foreach (var rest in bytes[(bytes.Length & ~7)..])
            hash = BitOperations.RotateLeft(hash ^ rest, 29) * 0x9E37_79B9_7F4A_7C15;
        return hash;
    }

    private ReadOnlySpan<byte> KeyOf(int index) => _bytes.AsSpan(_entries[index] + 2, BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_entries[index])));

    private string PathOf(int index) => Encoding.UTF8.GetString(KeyOf(index));

    private ReadOnlySpan<byte> FieldsOf(int index) =>
        _bytes.AsSpan(_entries[index] + 2 + BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_entries[index])), FieldsSize);
}

/// <summary>The order in which a walk meets paths: what is in a folder directly follows its name.</summary>
internal sealed class WalkOrder : IComparer<byte[]>
{
    public int Compare(byte[]? x, byte[]? y) => Compare(x.AsSpan(), y.AsSpan());

    public static int Compare(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var same = one.CommonPrefixLength(other);
        if (same == one.Length || same == other.Length)
            return one.Length - other.Length;
        return Rank(one[same]) - Rank(other[same]);

        static int Rank(byte letter) => letter == '/' ? 0 : letter;
    }
}

/// <summary>The digest of a file and the properties that it had.</summary>
/// <param name="Stat">The properties.</param>
/// <param name="Hashed">The time of hashing, in nanoseconds.</param>
/// <param name="Digest">The SHA-256 of the content.</param>
/// <param name="IsHidden">True if the content has changed since the file got its size and its time of modification.</param>
internal sealed record Fingerprint(FileStat Stat, long Hashed, byte[] Digest, bool IsHidden)
{
    /// <summary>Writes the fields behind the path.</summary>
    public void Write(Span<byte> fields)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(fields, Stat.Mode);
        BinaryPrimitives.WriteInt64LittleEndian(fields[4..], Stat.Size);
        BinaryPrimitives.WriteUInt64LittleEndian(fields[12..], Stat.Inode);
        BinaryPrimitives.WriteInt64LittleEndian(fields[20..], Stat.Modified);
        BinaryPrimitives.WriteInt64LittleEndian(fields[28..], Stat.Changed);
        BinaryPrimitives.WriteInt64LittleEndian(fields[36..], Hashed);
        Digest.CopyTo(fields[44..]);
        fields[44 + Digest.Length] = IsHidden ? (byte)1 : (byte)0;
    }
}
