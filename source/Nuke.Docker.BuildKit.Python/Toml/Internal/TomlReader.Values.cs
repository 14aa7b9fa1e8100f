namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

internal sealed partial class TomlReader
{
    private TomlValue ReadValue()
    {
        var position = Position;
        return Current switch
        {
            '"' when Peek(1) == '"' && Peek(2) == '"' => new TomlString(ReadMultiLineBasicString(), position),
            '"' => new TomlString(ReadBasicString(), position),
            '\'' when Peek(1) == '\'' && Peek(2) == '\'' => new TomlString(ReadMultiLineLiteralString(), position),
            '\'' => new TomlString(ReadLiteralString(), position),
            '[' => ReadArray(position),
            '{' => ReadInlineTable(position),
            _ => ReadBareValue(position),
        };
    }

    private TomlArray ReadArray(TomlPosition position)
    {
        Enter();
        _index++;
        List<TomlValue> items = [];
        while (true)
        {
            SkipBlankLines();
            if (Current == ']' && !AtEnd)
                break;
            if (Current == ',')
                throw Error("an item is missing before the comma", "Write a value, or remove the comma");
            if (AtEnd)
                throw Error(position, "the array isn't closed", "Close it with ]");
            items.Add(ReadValue());
            SkipBlankLines();
            if (Current == ',')
                _index++;
            else if (Current != ']')
                throw AtEnd
                    ? Error(position, "the array isn't closed", "Close it with ]")
                    : IsControl(Current) ? ControlCharacter("an array") : Error($"{Shown()} stands where a comma or ] should follow", "Put a comma between the items");
        }

        _index++;
        _depth--;
        return new TomlArray(items, position);
    }

    private TomlTable ReadInlineTable(TomlPosition position)
    {
        Enter();
        _index++;
        var table = new TomlTableBuilder(TomlTableOrigin.Header, _section, position);
        SkipBlank();
        if (Current == '}')
        {
            _index++;
            _depth--;
            return table.Freeze();
        }

        while (true)
        {
            SkipBlank();
            if (Current == '}')
                throw Error("a comma stands before }", "Remove the comma: an inline table has none at its end");
            if (Current == ',')
                throw Error("a key is missing before the comma", "Write key = value, or remove the comma");
            if (AtLineEnd || Current == '#')
                throw NotInOneLine(position);
            AddValue(table, ReadKeyAndEquals(), ReadValue);
            SkipBlank();
            if (Current == '}')
                break;
            if (Current != ',')
                throw AtLineEnd || Current == '#' ? NotInOneLine(position) : Error($"{Shown()} stands where a comma or }} should follow", "Put a comma between the keys");
            _index++;
        }

        _index++;
        _depth--;
        return table.Freeze();
    }

    private TomlException NotInOneLine(TomlPosition position) => AtEnd
        ? Error(position, "the inline table isn't closed", "Close it with }")
        : Error("an inline table doesn't go over several lines", "Write it in one line, or as a table with a [header]");

    /// <summary>Numbers, dates and truth values: all that stands without quotes.</summary>
    private TomlValue ReadBareValue(TomlPosition position)
    {
        var word = ReadWord();
        if (word.Length == 0)
            throw AtLineEnd || Current is '#' or ',' or ']' or '}'
                ? Error(position, "the value is missing", "Write one behind =, \"\" for an empty string")
                : IsControl(Current) ? ControlCharacter("the line") : Error(position, $"{Shown()} can't begin a value", "Put text in quotes");

        return word switch
        {
            "true" => new TomlBoolean(true, position),
            "false" => new TomlBoolean(false, position),
            _ => (TomlValue?)BareDate.Read(word, position, Error) ?? BareNumber.Read(word, position) ?? throw NotAValue(word, position),
        };
    }

    private string ReadWord()
    {
        var start = _index;
        SkipWord();
        // A blank may stand between day and time in place of the T.
        if (_index - start == 10 && text[start + 4] == '-' && Current == ' ' && char.IsAsciiDigit(Peek(1)) && char.IsAsciiDigit(Peek(2)))
        {
            _index++;
            SkipWord();
        }

        return text[start.._index];
    }

    private void SkipWord()
    {
        while (!AtEnd && !IsControl(Current) && Current is not (' ' or '\t' or ',' or ']' or '}' or '#' or '=' or '[' or '{' or '"' or '\''))
            _index++;
    }

    private TomlException NotAValue(string word, TomlPosition position) => word.ToLowerInvariant() switch
    {
        "true" or "false" => Error(position, $"{word} isn't a truth value", "Write true and false in small letters"),
        "none" or "null" or "nil" => Error(position, $"{word} doesn't exist in TOML", "Leave the key out"),
        "infinity" => Error(position, $"{word} isn't a number", "Write inf"),
        _ => BareNumber.Explain(word) is { } fault
            ? Error(position, fault.Problem, fault.Cure)
            : Error(position, $"{word} is no value", "Put text in quotes"),
    };
}
