namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

// The rules for what may be defined where; each table may be defined once.
internal sealed partial class TomlReader
{
    private TomlTableBuilder ReadHeader()
    {
        var position = Position;
        _index++;
        // Only a bracket that follows at once makes it an array of tables; [ [ isn't one.
        var isArray = Current == '[';
        if (isArray)
            _index++;

        SkipBlank();
        var key = ReadKey();
        SkipBlank();
        if (Current != ']')
            throw Error($"{Shown()} stands in the header of a table", isArray ? "Close it with ]]" : "Close it with ]");
        _index++;
        if (isArray && Current != ']')
            throw Error($"{Shown()} stands where the header of an array of tables should be closed", "Close it with ]]");
        if (isArray)
            _index++;

        _section++;
        var parent = FindParent(key);
        return isArray ? AppendTable(parent, key, position) : DefineTable(parent, key, position);
    }

    private TomlTableBuilder FindParent(List<TomlKeyPart> key)
    {
        var table = _root;
        for (var i = 0; i < key.Count - 1; i++)
        {
            if (!table.TryGet(key[i].Name, out var node, out var first))
            {
                node = new TomlTableBuilder(TomlTableOrigin.Implicit, _section, key[i].Position);
                table.Add(key[i], node);
            }

            table = node switch
            {
                TomlTableBuilder next => next,
                TomlTableArray array => array.Last,
                TomlLeaf leaf => throw NotATable(key, i, leaf.Value, first),
                _ => throw new InvalidOperationException(),
            };
        }

        return table;
    }

    private TomlTableBuilder DefineTable(TomlTableBuilder parent, List<TomlKeyPart> key, TomlPosition position)
    {
        var last = key[^1];
        if (!parent.TryGet(last.Name, out var node, out var first))
        {
            var table = new TomlTableBuilder(TomlTableOrigin.Header, _section, position);
            parent.Add(last, table);
            return table;
        }

        if (node is TomlTableBuilder { Origin: TomlTableOrigin.Implicit } implied)
        {
            implied.Define(TomlTableOrigin.Header, _section, position);
            return implied;
        }

        throw node switch
        {
            TomlTableArray array => Error(position, $"{Name(key)} is an array of tables since line {array.Position.Line}", $"Write [[{Name(key)}]] for a further item"),
            TomlTableBuilder { Origin: TomlTableOrigin.DottedKey } => Error(
                position, $"the dotted keys at line {first.Line} have already defined table {Name(key)}", "Put all its keys in one place"),
            TomlTableBuilder table => Error(position, $"table {Name(key)} is already defined at line {table.Position.Line}", "Put all its keys below one header"),
            TomlLeaf leaf => NotATable(key, key.Count - 1, leaf.Value, first),
            _ => new InvalidOperationException(),
        };
    }

    private TomlTableBuilder AppendTable(TomlTableBuilder parent, List<TomlKeyPart> key, TomlPosition position)
    {
        var last = key[^1];
        if (!parent.TryGet(last.Name, out var node, out var first))
        {
            node = new TomlTableArray(position);
            parent.Add(last, node);
        }

        if (node is not TomlTableArray array)
            throw node is TomlLeaf leaf
                ? NotATable(key, key.Count - 1, leaf.Value, first)
                : Error(position, $"{Name(key)} is one table since line {first.Line}, not an array of tables", $"Write [[{Name(key)}]] each time, or give it another name");

        var item = new TomlTableBuilder(TomlTableOrigin.Header, _section, position);
        array.Add(item);
        return item;
    }

    private void ReadKeyValue(TomlTableBuilder table)
    {
        var key = ReadKeyAndEquals();
        AddValue(table, key, () => ReadValue());
    }

    private void AddValue(TomlTableBuilder table, List<TomlKeyPart> key, Func<TomlValue> read)
    {
        for (var i = 0; i < key.Count - 1; i++)
        {
            if (!table.TryGet(key[i].Name, out var node, out var first))
            {
                node = new TomlTableBuilder(TomlTableOrigin.DottedKey, _section, key[i].Position);
                table.Add(key[i], node);
            }

            table = node switch
            {
                TomlTableBuilder { Origin: TomlTableOrigin.Implicit } implied => Dotted(implied, key[i].Position),
                TomlTableBuilder { Origin: TomlTableOrigin.DottedKey } dotted when dotted.Section == _section => dotted,
                TomlTableBuilder other => throw Error(
                    key[i].Position, $"table {Name(key, i)} is already defined at line {other.Position.Line}", "Add the key there: dotted keys can't reach into it"),
                TomlTableArray => throw Error(key[i].Position, $"{Name(key, i)} is an array of tables", $"Add the key below its [[…]] header"),
                TomlLeaf leaf => throw NotATable(key, i, leaf.Value, first),
                _ => throw new InvalidOperationException(),
            };
        }

        var last = key[^1];
        if (table.TryGet(last.Name, out _, out var before))
            throw Error(last.Position, $"{Name(key)} is already set at line {before.Line}", "Remove one of the two");
        table.Add(last, new TomlLeaf(read()));
    }

    private TomlTableBuilder Dotted(TomlTableBuilder table, TomlPosition position)
    {
        table.Define(TomlTableOrigin.DottedKey, _section, position);
        return table;
    }

    private TomlException NotATable(List<TomlKeyPart> key, int part, TomlValue value, TomlPosition first) => Error(
        key[part].Position,
        value is TomlTable
            ? $"{Name(key, part)} is an inline table since line {first.Line} and complete there"
            : $"{Name(key, part)} is {An(value.Kind)} since line {first.Line}, not a table",
        value is TomlTable ? "Add the key between its braces" : "Give one of the two another name");

    private static string An(string kind) => kind[0] is 'a' or 'i' or 'o' ? $"an {kind}" : $"a {kind}";

    private static string Name(List<TomlKeyPart> key) => Name(key, key.Count - 1);

    private static string Name(List<TomlKeyPart> key, int last) => string.Join('.', key.Take(last + 1).Select(part => TomlKeyText.Of(part.Name)));
}
