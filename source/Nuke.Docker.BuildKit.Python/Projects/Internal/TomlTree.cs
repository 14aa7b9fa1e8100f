using Tomlyn.Syntax;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Builds the tables that a valid syntax tree describes: resolves headers and dotted keys.</summary>
internal static class TomlTree
{
    public static TomlTable Of(DocumentSyntax document)
    {
        var root = new TomlTable(1);
        AddAll(root, document.KeyValues);
        foreach (var table in document.Tables)
            AddAll(Open(root, table), table.Items);
        return root;
    }

    private static void AddAll(TomlTable table, IEnumerable<KeyValueSyntax> items)
    {
        foreach (var item in items)
            Add(table, item);
    }

    private static void Add(TomlTable table, KeyValueSyntax item)
    {
        var (parent, name) = Parent(table, item.Key!);
        parent.Set(name, Value(item.Value!), Line(item.Key!));
    }

    /// <returns>The table that the keys after a header belong to.</returns>
    private static TomlTable Open(TomlTable root, TableSyntaxBase header)
    {
        var line = Line(header.Name!);
        var (parent, name) = Parent(root, header.Name!);
        var table = new TomlTable(line);
        if (header is TableArraySyntax)
        {
            if (parent[name] is not TomlArray array)
                parent.Set(name, array = new TomlArray(line), line);
            array.Items.Add(table);
            return table;
        }

        // [a.b] may come before [a].
        foreach (var entry in (parent[name] as TomlTable)?.Entries ?? [])
            table.Set(entry.Key, entry.Value, entry.Line);
        parent.Set(name, table, line);
        return table;
    }

    /// <returns>The table that holds the last part of a dotted key, and that part.</returns>
    private static (TomlTable Table, string Name) Parent(TomlTable table, KeySyntax key)
    {
        var name = Name(key.Key!);
        foreach (var part in key.DotKeys)
        {
            // A header continues the last table of an array.
            if (((table[name] as TomlArray)?.Items[^1] ?? table[name]) is not TomlTable child)
                table.Set(name, child = new TomlTable(Line(key)), Line(key));
            (table, name) = (child, Name(part.Key!));
        }

        return (table, name);
    }

    private static TomlValue Value(ValueSyntax value)
    {
        var line = Line(value);
        return value switch
        {
            StringValueSyntax text => new TomlString(text.Value!, line),
            BooleanValueSyntax boolean => new TomlBoolean(boolean.Value, line),
            ArraySyntax array => Array(array, line),
            InlineTableSyntax table => Table(table, line),
            IntegerValueSyntax => new TomlScalar("integer", line),
            FloatValueSyntax => new TomlScalar("float", line),
            _ => new TomlScalar("date or time", line),
        };
    }

    private static TomlArray Array(ArraySyntax syntax, int line)
    {
        var array = new TomlArray(line);
        foreach (var item in syntax.Items)
            array.Items.Add(Value(item.Value!));
        return array;
    }

    private static TomlTable Table(InlineTableSyntax syntax, int line)
    {
        var table = new TomlTable(line);
        foreach (var item in syntax.Items)
            Add(table, item.KeyValue!);
        return table;
    }

    private static string Name(BareKeyOrStringValueSyntax key) => key is BareKeySyntax bare ? bare.Key!.Text! : ((StringValueSyntax)key).Value!;

    private static int Line(SyntaxNode node) => node.Span.Start.Line + 1;
}
