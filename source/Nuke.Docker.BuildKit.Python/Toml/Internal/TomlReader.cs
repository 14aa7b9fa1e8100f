namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>One pass over the text: expressions line by line, from a position that only moves on.</summary>
internal sealed partial class TomlReader(string text, string path)
{
    /// <summary>Deeper nesting than anybody writes; without a bound a document could overflow the stack.</summary>
    private const int MaximumDepth = 256;

    private const char End = '\0';

    private readonly TomlTableBuilder _root = new(TomlTableOrigin.Header, 0, new(1, 1));
    private int _index;
    private int _line = 1;
    private int _lineStart;
    private int _section;
    private int _depth;

    private char Current => _index < text.Length ? text[_index] : End;

    private bool AtEnd => _index >= text.Length;

    private TomlPosition Position => PositionAt(_index);

    public TomlTable ReadDocument()
    {
        CheckSurrogates();
        if (Current == '\uFEFF')
            _index++;

        var table = _root;
        while (true)
        {
            SkipBlank();
            if (AtEnd)
                return _root.Freeze();

            if (Current == '[')
                table = ReadHeader();
            else if (!AtLineEnd && Current != '#')
                ReadKeyValue(table);

            SkipBlank();
            SkipComment();
            if (!AtEnd && !SkipLineEnd())
                throw TrailingText();
        }
    }

    private bool AtLineEnd => AtEnd || Current == '\n' || (Current == '\r' && Peek(1) == '\n');

    private char Peek(int distance) => _index + distance < text.Length ? text[_index + distance] : End;

    private void SkipBlank()
    {
        while (Current is ' ' or '\t')
            _index++;
    }

    private void SkipComment()
    {
        if (Current != '#')
            return;

        while (!AtLineEnd)
        {
            if (IsControl(Current))
                throw ControlCharacter("a comment");
            _index++;
        }
    }

    private bool SkipLineEnd()
    {
        if (AtEnd || !AtLineEnd)
            return false;

        _index += Current == '\r' ? 2 : 1;
        _line++;
        _lineStart = _index;
        return true;
    }

    /// <summary>Between the items of an array, blanks, comments and line ends mean nothing.</summary>
    private void SkipBlankLines()
    {
        do
        {
            SkipBlank();
            SkipComment();
        }
        while (SkipLineEnd());
    }

    private TomlPosition PositionAt(int index) => new(_line, TextPosition.Column(text, _lineStart, index));

    private TomlException Error(TomlPosition position, string problem, string cure) => new(path, position, problem, cure);

    private TomlException Error(string problem, string cure) => Error(Position, problem, cure);

    private static bool IsControl(char character) => character is < ' ' and not '\t' or '\u007F';

    private TomlException ControlCharacter(string where) => Current == '\r'
        ? Error($"{where} holds a carriage return that no line feed follows", "End lines with a line feed, or with both")
        : Error($"{where} holds the control character U+{(int)Current:X4}", "Remove it; in a string in double quotes write it as an escape");

    private TomlException TrailingText() => IsControl(Current)
        ? ControlCharacter("the line")
        : Error($"{Shown()} stands where the line should end", "Begin a new line, or put # before a comment");

    /// <summary>The character at hand, fit for a message.</summary>
    private string Shown() => AtEnd ? "the end of the file" : AtLineEnd ? "the end of the line" : $"'{char.ConvertFromUtf32(char.ConvertToUtf32(text, _index))}'";

    /// <summary>Half a character can come from a string in memory only, never from a file.</summary>
    private void CheckSurrogates()
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                throw Error(TextPosition.Of(text, i), "half of a surrogate pair isn't text", "Write the whole character");
            i++;
        }
    }

    private void Enter()
    {
        if (++_depth > MaximumDepth)
            throw Error($"values are nested more than {MaximumDepth} deep", "Flatten them");
    }
}
