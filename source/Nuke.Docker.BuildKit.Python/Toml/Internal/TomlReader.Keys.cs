namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

internal sealed partial class TomlReader
{
    private List<TomlKeyPart> ReadKeyAndEquals()
    {
        var key = ReadKey();
        SkipBlank();
        if (Current != '=')
            throw Error(
                $"{Shown()} stands where = should follow the key",
                Current == ':' ? "Write = for :" : TomlKeyText.IsBare(Current) ? "Put a key with blanks in quotes, and = behind it" : "Write key = value");
        _index++;
        SkipBlank();
        return key;
    }

    private List<TomlKeyPart> ReadKey()
    {
        List<TomlKeyPart> key = [ReadKeyPart()];
        while (true)
        {
            SkipBlank();
            if (Current != '.')
                return key;
            _index++;
            SkipBlank();
            key.Add(ReadKeyPart());
            if (key.Count > MaximumDepth)
                throw Error($"a key has more than {MaximumDepth} parts", "Flatten it");
        }
    }

    private TomlKeyPart ReadKeyPart()
    {
        var position = Position;
        if (Current is '"' or '\'')
        {
            if (Peek(1) == Current && Peek(2) == Current)
                throw Error("a key can't be a string of several lines", "Use one quotation mark on each side");
            return new(Current == '"' ? ReadBasicString() : ReadLiteralString(), position);
        }

        var start = _index;
        while (TomlKeyText.IsBare(Current))
            _index++;
        if (_index > start)
            return new(text[start.._index], position);

        throw Current switch
        {
            '=' or ']' or '.' => Error($"the key before {Shown()} is missing", "Write key = value; an empty key is \"\""),
            _ when IsControl(Current) && !AtLineEnd && !AtEnd => ControlCharacter("a key"),
            _ when AtLineEnd => Error($"{Shown()} stands where a key should be", "Write key = value"),
            _ => Error($"{Shown()} can't stand in a key without quotes", "Put the key in quotes: only A-Z, a-z, 0-9, _ and - go without"),
        };
    }
}
