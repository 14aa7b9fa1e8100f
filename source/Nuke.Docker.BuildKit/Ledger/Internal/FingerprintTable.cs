using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// The remembered fingerprints as they are in the file, with an index by the hash of their paths. An object for each of 50,000 files would take longer than
/// asking the file system for their properties.
/// </summary>
internal sealed class FingerprintTable
{
    private const ulong Magic = 0x3353_4547_4449_464B;
    private const int HeaderSize = 24;

    // Behind the path: mode, size, inode, two times, the time of hashing, the digest.
    private const int FieldsSize = 4 + (5 * 8) + SHA256.HashSizeInBytes;

    private readonly byte[] _bytes;
    private readonly int[] _entries;
    private readonly int[] _slots;
    private readonly bool[] _kept;

    private FingerprintTable(byte[] bytes, int[] entries)
    {
        (_bytes, _entries, _kept) = (bytes, entries, new bool[entries.Length]);
        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, entries.Length * 2))];
        for (var index = 0; index < entries.Length; index++)
        {
            var slot = SlotOf(KeyOf(index));
            while (_slots[slot] != 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = index + 1;
        }
    }

    /// <summary>True if each entry is still in use.</summary>
    public bool AllKept => !_kept.AsSpan().Contains(false);

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

    /// <summary>Returns the index of the entry of a path with these properties; -1 if there is none.</summary>
    public int Find(ReadOnlySpan<byte> key, FileStat stat)
    {
        for (var slot = SlotOf(key); _slots[slot] is > 0 and var found; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (KeyOf(found - 1).SequenceEqual(key))
                return StatOf(found - 1) == stat ? found - 1 : -1;
        }

        return -1;
    }

    /// <summary>Returns the time at which the file of an entry was hashed, in nanoseconds.</summary>
    public long HashedOf(int index) => BinaryPrimitives.ReadInt64LittleEndian(FieldsOf(index)[36..]);

    /// <summary>Returns the digest of an entry in hexadecimal.</summary>
    public string DigestOf(int index) => Convert.ToHexStringLower(FieldsOf(index)[44..FieldsSize]);

    /// <summary>Keeps an entry for the next build.</summary>
    public void Keep(int index) => _kept[index] = true;

    /// <summary>Returns the file with the kept entries and new ones.</summary>
    public byte[] With(IReadOnlyCollection<KeyValuePair<string, Fingerprint>> added, int most)
    {
        using var memory = new MemoryStream(_bytes.Length + (added.Count * 160));
        memory.SetLength(HeaderSize);
        memory.Position = HeaderSize;
        var count = 0;
        for (var index = 0; index < _entries.Length && count < most; index++)
        {
            if (!_kept[index])
                continue;
            var start = _entries[index];
            memory.Write(_bytes, start, 2 + KeyOf(index).Length + FieldsSize);
            count++;
        }

        Span<byte> fields = stackalloc byte[FieldsSize];
        foreach (var (path, fingerprint) in added)
        {
            var key = Encoding.UTF8.GetBytes(path);
            if (count == most || key.Length > ushort.MaxValue)
                continue;
            BinaryPrimitives.WriteUInt16LittleEndian(fields, (ushort)key.Length);
            memory.Write(fields[..2]);
            memory.Write(key);
            fingerprint.Write(fields);
            memory.Write(fields);
            count++;
        }

        var bytes = memory.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), count);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Checksum(bytes));
        return bytes;
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

    private int SlotOf(ReadOnlySpan<byte> key) => (int)(Hash((ulong)key.Length, key) >> 32) & (_slots.Length - 1);

    private ReadOnlySpan<byte> KeyOf(int index) => _bytes.AsSpan(_entries[index] + 2, BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_entries[index])));

    private ReadOnlySpan<byte> FieldsOf(int index) =>
        _bytes.AsSpan(_entries[index] + 2 + BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_entries[index])), FieldsSize);

    private FileStat StatOf(int index)
    {
        var fields = FieldsOf(index);
        return new FileStat(
            BinaryPrimitives.ReadUInt32LittleEndian(fields),
            BinaryPrimitives.ReadInt64LittleEndian(fields[4..]),
            BinaryPrimitives.ReadUInt64LittleEndian(fields[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(fields[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(fields[28..]));
    }
}

/// <summary>The digest of a file and the properties that it had.</summary>
/// <param name="Stat">The properties.</param>
/// <param name="Hashed">The time of hashing, in nanoseconds.</param>
/// <param name="Digest">The SHA-256 of the content.</param>
internal sealed record Fingerprint(FileStat Stat, long Hashed, byte[] Digest)
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
    }
}
