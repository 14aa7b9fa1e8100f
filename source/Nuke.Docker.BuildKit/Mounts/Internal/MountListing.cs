using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>The contents of a mount, from the output of <c>stat -c '%f %u %g %s %Y %i %h %n'</c>.</summary>
/// <param name="Entries">The entries by path.</param>
/// <param name="LeftOut">Number of entries that are left out: sockets, devices, and names with line breaks or invalid UTF-8.</param>
/// <param name="Taken">
/// The start of the listing by the clock of the engine, in seconds since 1970. A file that changed in that second may have changed again later.
/// </param>
internal sealed record MountListing(IReadOnlyDictionary<string, MountEntry> Entries, int LeftOut, long Taken)
{
    /// <summary>A warning of the listing. <c>null</c>: there is none.</summary>
    public string? Note { get; init; }

    public static MountListing Parse(ReadOnlySpan<byte> text, long taken)
    {
        var entries = new Dictionary<string, MountEntry>(StringComparer.Ordinal);
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var leftOut = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            if (line.IsEmpty)
                continue;
            if (Utf8.IsValid(line) && Read(Encoding.UTF8.GetString(line)) is { } entry)
                entries[entry.Path] = entry;
            else
                leftOut++;
        }

        return new MountListing(entries, leftOut, taken);
    }

    private static MountEntry? Read(string line)
    {
        var fields = line.Split(' ', 8);
        if (fields.Length < 8 || !int.TryParse(fields[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var raw))
            return null;

        EntryKind? kind = (raw & 0xF000) switch
        {
            0x8000 => EntryKind.File,
            0x4000 => EntryKind.Folder,
            0xA000 => EntryKind.SymbolicLink,
            _ => null,
        };
        var path = fields[7].StartsWith("./", StringComparison.Ordinal) ? fields[7][2..] : fields[7];
        if (kind is null)
            return null;
        return new MountEntry(kind.Value, path, raw & 0xFFF, Number(fields[1]), Number(fields[2]), Number(fields[3]), Number(fields[4]))
        {
            Group = kind == EntryKind.File && fields[6] != "1" ? fields[5] : null,
        };
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
