using System.Globalization;
using System.Text;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Reads and writes the entries of a mount as text, one per line. For fifty thousand entries, JSON is slow.</summary>
internal static class EntryTable
{
    private const int FieldCount = 12;

    public static string Write(IEnumerable<MountEntry> entries)
    {
        var text = new StringBuilder();
        foreach (var entry in entries.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            var mode = Convert.ToString(entry.Mode, 8);
            text.Append(CultureInfo.InvariantCulture, $"{Letter(entry.Kind)}\t{mode}\t{entry.Uid}\t{entry.Gid}\t{entry.Size}\t{entry.Modified}\t")
                .Append(CultureInfo.InvariantCulture, $"{entry.Part}\t{entry.Offset}\t{entry.Digest}\t{entry.Group}\t")
                .Append(CultureInfo.InvariantCulture, $"{Escape(entry.LinkTarget)}\t{Escape(entry.Path)}\n");
        }

        return text.ToString();
    }

    /// <exception cref="FormatException">A line is invalid.</exception>
    public static IReadOnlyList<MountEntry> Read(string text)
    {
        var entries = new List<MountEntry>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('\t');
            if (fields.Length != FieldCount)
                throw new FormatException($"{fields.Length} fields instead of {FieldCount}: {line}");
            entries.Add(Entry(fields));
        }

        return entries;
    }

    private static MountEntry Entry(string[] fields)
    {
        var mode = Convert.ToInt32(fields[1], 8);
        return new MountEntry(Kind(fields[0]), Unescape(fields[11]), mode, Number(fields[2]), Number(fields[3]), Number(fields[4]), Number(fields[5]))
        {
            Part = (int)Number(fields[6]),
            Offset = Number(fields[7]),
            Digest = fields[8],
            Group = fields[9].Length == 0 ? null : fields[9],
            LinkTarget = fields[10].Length == 0 ? null : Unescape(fields[10]),
        };
    }

    private static char Letter(EntryKind kind) => kind switch { EntryKind.File => 'f', EntryKind.Folder => 'd', _ => 'l' };

    private static EntryKind Kind(string letter) => letter switch
    {
        "f" => EntryKind.File,
        "d" => EntryKind.Folder,
        "l" => EntryKind.SymbolicLink,
        _ => throw new FormatException($"'{letter}' is not a kind of entry"),
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Escape(string? text) => (text ?? "")
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            plain.Append(text[index] == '\\' && ++index < text.Length
                ? text[index] switch { 't' => '\t', 'n' => '\n', var other => other }
                : text[index]);
        }

        return plain.ToString();
    }
}
