using System.Buffers.Binary;
using System.Text;

namespace Nuke.Docker.BuildKit.Proofs.Internal;

/// <summary>Reads the shared libraries that a 64-bit ELF file needs.</summary>
internal static class ElfLibraries
{
    private const int Load = 1;
    private const int Dynamic = 2;
    private const ulong Needed = 1;
    private const ulong Strings = 5;

    /// <summary>Returns the names; empty if the file is not such a file, or is damaged.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> file)
    {
        // 64 bits, little-endian.
        if (file.Length < 64 || !file.StartsWith("\u007fELF"u8) || file[4] != 2 || file[5] != 1)
            return [];
        var segments = Segments(file);
        if (segments.FirstOrDefault(segment => segment.Type == Dynamic) is not { Type: Dynamic } dynamic)
            return [];
        var names = new List<ulong>();
        ulong table = 0;
        for (var at = dynamic.Offset; at + 16 <= (ulong)file.Length && at < dynamic.Offset + dynamic.Size; at += 16)
        {
            var (tag, value) = (Number(file, at), Number(file, at + 8));
            if (tag == 0)
                break;
            if (tag == Needed)
                names.Add(value);
            else if (tag == Strings)
                table = value;
        }

        // The table's address is one in memory.
        var load = segments.FirstOrDefault(segment => segment.Type == Load && table >= segment.Address && table < segment.Address + segment.Size);
        if (load.Type != Load)
            return [];
        var found = new List<string>();
        foreach (var name in names)
        {
            var start = table - load.Address + load.Offset + name;
            if (start >= (ulong)file.Length)
                continue;
            var text = file[(int)start..];
            var end = text.IndexOf((byte)0);
            if (end > 0)
                found.Add(Encoding.UTF8.GetString(text[..end]));
        }

        return found;
    }

    private static List<(int Type, ulong Offset, ulong Address, ulong Size)> Segments(ReadOnlySpan<byte> file)
    {
        var found = new List<(int, ulong, ulong, ulong)>();
        var start = Number(file, 32);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(file[54..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file[56..]);
        for (var index = 0; index < count && size >= 56; index++)
        {
            var at = start + (ulong)(index * size);
            if (at + 56 > (ulong)file.Length)
                break;
            var type = BinaryPrimitives.ReadInt32LittleEndian(file[(int)at..]);
            found.Add((type, Number(file, at + 8), Number(file, at + 16), Number(file, at + 32)));
        }

        return found;
    }

    private static ulong Number(ReadOnlySpan<byte> file, ulong at) => BinaryPrimitives.ReadUInt64LittleEndian(file[(int)at..]);
}
