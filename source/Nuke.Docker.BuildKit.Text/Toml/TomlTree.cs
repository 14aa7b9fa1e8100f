using Tomlyn.Syntax;

namespace Nuke.Docker.BuildKit.Text.Toml;

/// <summary>Builds the tables that a valid syntax tree describes: resolves headers and dotted keys.</summary>
internal static class TomlTree
{
    private const int MaximumDepth = 64;

    public static TomlTable Of(DocumentSyntax document)
    {
        var root = new TomlTable(1) { Place = new TomlPlace(TomlNotation.Root, 0, 0) };
        AddAll(root, document.KeyValues);
        foreach (var table in document.Tables)
            AddAll(Open(root, table), table.Items);
        return root;
    }

    private static void AddAll(TomlTable table, IEnumerable<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            Add(table, item);
            table.Place = table.Place! with { End = End(item.Value!) };
        }
    }

    private static void Add(TomlTable table, KeyValueSyntax item)
    {
        var (parent, name) = Parent(table, item.Key!, item.Value);
        var last = item.Key!.DotKeys.LastOrDefault()?.Key ?? item.Key.Key!;
        parent.Set(name, Value(item.Value!), Line(item.Key), new TextRange(Start(last), End(item.Value!)));
    }

    /// <returns>The table that the keys after a header belong to.</returns>
    private static TomlTable Open(TomlTable root, TableSyntaxBase header)
    {
        var line = Line(header.Name!);
        var (parent, name) = Parent(root, header.Name!, value: null);
        var table = new TomlTable(line) { Place = new TomlPlace(TomlNotation.Header, Start(header), End(header.CloseBracket!)) };
        if (header is TableArraySyntax)
        {
            if (parent[name] is not TomlArray array)
                parent.Set(name, array = new TomlArray(line) { HasHeaders = true }, line);
            array.Items.Add(table);
            return table;
        }

        // [a.b] may come before [a].
        foreach (var entry in (parent[name] as TomlTable)?.Entries ?? [])
            table.Set(entry.Key, entry.Value, entry.Line, entry.Span);
        parent.Set(name, table, line);
        return table;
    }

    /// <returns>The table that holds the last part of a dotted key, and that part.</returns>
    /// <param name="table">The table in which the key stands.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value after the key; null for a header.</param>
    private static (TomlTable Table, string Name) Parent(TomlTable table, KeySyntax key, ValueSyntax? value)
    {
        var name = Name(key.Key!);
        // Places are for edits, and no one edits below a longer key.
        var text = value is null || key.DotKeys.ChildrenCount > MaximumDepth ? null : key.ToString().Trim();
        foreach (var part in key.DotKeys)
        {
            // A header continues the last table of an array.
            if (((table[name] as TomlArray)?.Items[^1] ?? table[name]) is not TomlTable child)
                table.Set(name, child = new TomlTable(Line(key)), Line(key));
            if (text is not null)
                child.Place = new TomlPlace(TomlNotation.Dotted, child.Place?.Start ?? Start(key), End(value!), text[..(Start(part.Key!) - Start(key))]);

            (table, name) = (child, Name(part.Key!));
        }

        return (table, name);
    }

    private static TomlValue Value(ValueSyntax value)
    {
        var line = Line(value);
        var span = new TextRange(Start(value), End(value));
        return value switch
        {
            StringValueSyntax text => new TomlString(text.Value!, line) { Span = span },
            BooleanValueSyntax boolean => new TomlBoolean(boolean.Value, line) { Span = span },
            ArraySyntax array => Array(array, line, span),
            InlineTableSyntax table => Table(table, line, span),
            IntegerValueSyntax integer => new TomlInteger(integer.Value, line) { Span = span },
            FloatValueSyntax number => new TomlScalar("float", line) { Span = span, Text = number.ToString().Trim() },
            _ => new TomlScalar("date or time", line) { Span = span, Text = value.ToString().Trim() },
        };
    }

    private static TomlArray Array(ArraySyntax syntax, int line, TextRange span)
    {
        var array = new TomlArray(line) { Span = span };
        foreach (var item in syntax.Items)
            array.Items.Add(Value(item.Value!));
        return array;
    }

    private static TomlTable Table(InlineTableSyntax syntax, int line, TextRange span)
    {
        var table = new TomlTable(line) { Span = span };
        foreach (var item in syntax.Items)
            Add(table, item.KeyValue!);
        table.Place = new TomlPlace(TomlNotation.Inline, span.Start, span.End - 1);
        return table;
    }

    private static string Name(BareKeyOrStringValueSyntax key) => key is BareKeySyntax bare ? bare.Key!.Text! : ((StringValueSyntax)key).Value!;

    private static int Line(SyntaxNode node) => node.Span.Start.Line + 1;

    private static int Start(SyntaxNode node) => node.Span.Start.Offset;

    // The parser's end is the last character.
    private static int End(SyntaxNode node) => node.Span.End.Offset + 1;
}
