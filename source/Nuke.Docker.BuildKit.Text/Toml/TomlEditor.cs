namespace Nuke.Docker.BuildKit.Text.Toml;

/// <summary>Changes single settings of a TOML text. Everything else stays as it is: order, comments, formatting and unknown keys.</summary>
/// <param name="text">The text.</param>
/// <param name="name">Name of the text in error messages of the parser.</param>
internal sealed class TomlEditor(string text, string name)
{
    private readonly string _newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
    private TomlTable? _root;

    public string Text { get; private set; } = text;

    /// <exception cref="TomlSyntaxException">The text is not valid TOML.</exception>
    public TomlTable Root => _root ??= TomlText.Parse(Text, name);

    /// <summary>Sets a key. Missing tables are created.</summary>
    /// <param name="path">Names from the root to the key.</param>
    /// <param name="value">The value as TOML; see <see cref="TomlWriter"/>.</param>
    /// <exception cref="TomlSyntaxException">The text is invalid, or a name of the path has another kind of value.</exception>
    public void Set(IReadOnlyList<string> path, string value)
    {
        var (table, depth) = Nearest(path);
        var rest = path.Skip(depth).ToList();
        if (rest.Count == 1 && table.Entry(rest[0]) is { } entry)
        {
            if (entry.Value.Span is not { End: > 0 } span)
                throw Problem(path, entry.Value, "a value");
            Replace(span, value);
        }
        else if (table.Place is { } place && (rest.Count == 1 || place.Notation == TomlNotation.Inline))
            Insert(table, place, $"{TomlWriter.Path(rest)} = {value}");
        else
            Append([$"[{TomlWriter.Path([.. path.SkipLast(1)])}]", $"{TomlWriter.Key(path[^1])} = {value}"]);
    }

    /// <summary>Gives a key another name.</summary>
    public void Rename(TomlEntry entry, string key) =>
        Replace(new TextRange(entry.Span.Start, KeyEnd(entry.Span.Start)), TomlWriter.Key(key));

    /// <summary>Removes a key that is written as <c>key = value</c>.</summary>
    /// <param name="table">The table of the key.</param>
    /// <param name="entry">The key.</param>
    /// <param name="keepLine">True to leave an empty line, so that the following lines keep their numbers.</param>
    public void Remove(TomlTable table, TomlEntry entry, bool keepLine = false)
    {
        var (start, end) = (entry.Span.Start, entry.Span.End);
        if (table.Place?.Notation != TomlNotation.Inline)
        {
            Replace(new TextRange(LineStart(start), LineEnd(end)), keepLine ? _newLine : "");
            return;
        }

        // With the comma after it, otherwise with the one before it.
        var next = SkipSpace(end);
        if (Text[next] == ',')
            end = SkipSpace(next + 1);
        else if (Text[..start].TrimEnd() is var before && before.EndsWith(','))
            start = before.Length - 1;
        Replace(new TextRange(start, end), "");
    }

    /// <summary>Replaces all tables of an array. Comments between them stay.</summary>
    /// <param name="path">Names from the root to the array.</param>
    /// <param name="tables">The key-value pairs of each table as TOML.</param>
    /// <exception cref="TomlSyntaxException">The text is invalid, or a name of the path has another kind of value.</exception>
    public void SetTables(IReadOnlyList<string> path, IReadOnlyList<IReadOnlyList<string>> tables)
    {
        var (table, depth) = Nearest(path);
        var existing = depth == path.Count - 1 ? table[path[^1]] : null;
        if (existing is not (null or TomlArray))
            throw Problem(path, existing, "an array");
        if (existing is TomlArray { HasHeaders: true } array)
            ReplaceTables(array, Blocks(path, tables));
        else if (existing is not null || table.Place is { Notation: TomlNotation.Inline })
            Set(path, $"[{string.Join(", ", tables.Select(pairs => $"{{ {string.Join(", ", pairs)} }}"))}]");
        else
            Append(Blocks(path, tables));
    }

    private static List<string> Blocks(IReadOnlyList<string> path, IReadOnlyList<IReadOnlyList<string>> tables)
    {
        var header = $"[[{TomlWriter.Path(path)}]]";
        return [.. tables.SelectMany((pairs, index) => index == 0 ? [header, .. pairs] : (string[])["", header, .. pairs])];
    }

    private void ReplaceTables(TomlArray array, List<string> lines)
    {
        var ranges = array.Items.Cast<TomlTable>().SelectMany(Places).OrderByDescending(place => place.Start).ToList();
        var start = LineStart(ranges[^1].Start);
        foreach (var place in ranges)
        {
            var line = LineStart(place.Start);
            var above = line > 0 ? LineStart(line - 1) : 0;
            // With the empty line that separates two tables.
            var isSeparated = place != ranges[^1] && line > 0 && Text[above..line].Trim().Length == 0;
            Replace(new TextRange(isSeparated ? above : line, LineEnd(place.End)), "");
        }

        Replace(new TextRange(start, start), string.Concat(lines.Select(text => text + _newLine)));
    }

    private static IEnumerable<TomlPlace> Places(TomlTable table) =>
    [
        .. table.Place is { Notation: TomlNotation.Header } place ? (TomlPlace[])[place] : [],
        .. table.Entries.SelectMany(entry => entry.Value switch
        {
            TomlTable child => Places(child),
            TomlArray { HasHeaders: true } array => array.Items.Cast<TomlTable>().SelectMany(Places),
            _ => [],
        }),
    ];

    // The deepest table on the way to the parent of a key, and the number of names that lead to it.
    private (TomlTable Table, int Depth) Nearest(IReadOnlyList<string> path)
    {
        var table = Root;
        for (var depth = 0; depth < path.Count - 1; depth++)
        {
            if (table[path[depth]] is not { } value)
                return (table, depth);
            table = value as TomlTable ?? throw Problem([.. path.Take(depth + 1)], value, "a table");
        }

        return (table, path.Count - 1);
    }

    private void Insert(TomlTable table, TomlPlace place, string pair)
    {
        if (place.Notation == TomlNotation.Inline)
        {
            var end = Text[..place.End].TrimEnd().Length;
            // A comma after the last item is valid in TOML 1.1.
            var comma = table.Entries.Count == 0 || Text[end - 1] == ',' ? " " : ", ";
            Replace(new TextRange(end, place.End), $"{comma}{pair} ");
            return;
        }

        var written = table.Entries.Where(entry => entry.Span.End > 0 && entry.Span.End <= place.End)
            .Select(entry => entry.Span.Start).LastOrDefault(place.Start);
        var line = LineStart(written);
        var indent = Text[line..].AsSpan().IndexOfAnyExcept(' ', '\t') is var width and > 0 ? Text.Substring(line, width) : "";
        var at = place.Notation == TomlNotation.Root && place.End == 0 ? 0 : LineEnd(place.End);
        var separator = at > 0 && Text[at - 1] != '\n' ? _newLine : "";
        Replace(new TextRange(at, at), $"{separator}{indent}{place.Prefix}{pair}{_newLine}");
    }

    private void Append(IReadOnlyList<string> lines)
    {
        var gap = Text.Length == 0 ? "" : (Text.EndsWith('\n') ? "" : _newLine) + (Text.TrimEnd().Length == 0 ? "" : _newLine);
        Replace(new TextRange(Text.Length, Text.Length), gap + string.Concat(lines.Select(line => line + _newLine)));
    }

    private void Replace(TextRange range, string text)
    {
        Text = $"{Text[..range.Start]}{text}{Text[range.End..]}";
        _root = null;
    }

    private int LineStart(int offset) => Text.LastIndexOf('\n', Math.Max(0, offset - 1)) is var at && offset > 0 ? at + 1 : 0;

    private int LineEnd(int offset) => Text.IndexOf('\n', offset) is var at and >= 0 ? at + 1 : Text.Length;

    private int SkipSpace(int offset) => offset + (Text.AsSpan(offset).IndexOfAnyExcept(" \t\r\n") is var width and > 0 ? width : 0);

    private int KeyEnd(int start)
    {
        if (Text[start] is '"' or '\'')
            return Text.IndexOf(Text[start], start + 1) + 1;
        var end = start;
        while (char.IsAsciiLetterOrDigit(Text[end]) || Text[end] is '_' or '-')
            end++;
        return end;
    }

    private static TomlSyntaxException Problem(IReadOnlyList<string> path, TomlValue value, string wanted) =>
        new(value.Line, $"{TomlWriter.Path(path)} has the kind {value.Kind}", $"Make it {wanted}, or remove it");
}
