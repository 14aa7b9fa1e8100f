using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Reads the subset of Go's regular expressions to which patterns are translated.</summary>
internal sealed partial class PathExpressionReader
{
    private const string Folders = "(.*/)?";

    private readonly string _text;
    private readonly List<PathProgram> _alternatives = [];
    private readonly List<PathNode> _nodes = [];
    private int _at;

    // The position after a repetition, which cannot be repeated again.
    private int _repeated = -1;

    private PathExpressionReader(string text) => _text = text;

    /// <exception cref="FormatException">The text is not a valid expression in Go. The message is the reason, as a clause.</exception>
    public static PathExpression Read(string text)
    {
        var reader = new PathExpressionReader(text);
        while (reader._at < text.Length)
            reader.Step();
        reader.EndAlternative();
        return new PathExpression(reader._alternatives);
    }

    private void Step()
    {
        switch (_text[_at])
        {
            case '^':
                _at++;
                _nodes.Add(new PathNode(PathNodeKind.Start));
                break;
            case '$':
                _at++;
                _nodes.Add(new PathNode(PathNodeKind.End));
                break;
            case '(':
                _at += Folders.Length;
                _nodes.Add(new PathNode(PathNodeKind.Optional, Skips: 2));
                _nodes.Add(new PathNode(PathNodeKind.Many, CharacterSet.Line));
                // Not a literal, because paths need not contain it.
                _nodes.Add(new PathNode(PathNodeKind.One, CharacterSet.Of('/')));
                break;
            case '|':
                _at++;
                EndAlternative();
                break;
            case '{' when Repetition() is var (least, most):
                Repeat(least, most);
                break;
            case '.':
                _at += 2;
                _nodes.Add(new PathNode(PathNodeKind.Many, CharacterSet.Line));
                break;
            case '[':
                Add(Class());
                break;
            case '\\':
                Escape();
                break;
            default:
                _nodes.Add(PathNode.One(Character()));
                break;
        }
    }

    /// <summary>Adds a set, repeated if a star follows it.</summary>
    private void Add(CharacterSet set)
    {
        var many = _at < _text.Length && _text[_at] == '*';
        if (many)
            _at++;
        _nodes.Add(new PathNode(many ? PathNodeKind.Many : PathNodeKind.One, set));
    }

    private int Character()
    {
        if (_at == _text.Length)
            throw new FormatException("it ends within an escape sequence");
        Rune.DecodeFromUtf16(_text.AsSpan(_at), out var rune, out var length);
        _at += length;
        return rune.Value;
    }

    private void Escape()
    {
        var letter = _text[_at + 1];
        switch (letter)
        {
            case 'A' or 'z' or 'b' or 'B':
                _at += 2;
                _nodes.Add(new PathNode(letter switch
                {
                    'A' => PathNodeKind.Start,
                    'z' => PathNodeKind.End,
                    'b' => PathNodeKind.Boundary,
                    _ => PathNodeKind.NoBoundary,
                }));
                break;
            case 'Q':
                _at += 2;
                Quoted();
                break;
            default:
                if (NamedSet() is { } set)
                    Add(set);
                else
                    _nodes.Add(PathNode.One(EscapedCharacter()));
                break;
        }
    }

    /// <summary>Reads <c>\Q…\E</c> literally, up to the end without <c>\E</c>.</summary>
    private void Quoted()
    {
        var end = _text.IndexOf(@"\E", _at, StringComparison.Ordinal);
        var stop = end < 0 ? _text.Length : end;
        while (_at < stop)
            _nodes.Add(PathNode.One(Character()));
        _at = end < 0 ? stop : stop + 2;
    }

    /// <summary>Reads a named set such as <c>\d</c> and <c>\pL</c>; <c>null</c> without reading if the text is not one.</summary>
    private CharacterSet? NamedSet()
    {
        if (_at + 1 >= _text.Length || _text[_at] != '\\')
            return null;

        var letter = _text[_at + 1];
        if (letter is not ('p' or 'P'))
        {
            var set = CharacterClasses.Short(letter);
            _at += set is null ? 0 : 2;
            return set;
        }

        _at += 2;
        return Category(opposite: letter == 'P');
    }

    private int EscapedCharacter()
    {
        _at++;
        var character = Character();
        switch (character)
        {
            case >= '1' and <= '7' when _at == _text.Length || _text[_at] is < '0' or > '7':
                throw new FormatException($@"'\{(char)character}' means nothing");
            case >= '0' and <= '7':
                return Octal(character - '0');
            case 'x':
                return Hexadecimal();
        }

        var index = "aftnrv".IndexOf((char)character, StringComparison.Ordinal);
        if (index >= 0)
            return "\a\f\t\n\r\v"[index];
        if (character < 128 && !char.IsAsciiLetterOrDigit((char)character))
            return character;
        throw new FormatException($@"'\{new Rune(character)}' means nothing");
    }
}
