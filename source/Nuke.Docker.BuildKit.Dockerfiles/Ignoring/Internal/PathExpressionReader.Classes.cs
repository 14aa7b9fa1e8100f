namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

internal sealed partial class PathExpressionReader
{
    /// <summary>Reads <c>[a-b]</c>, <c>[^…]</c>, <c>[[:alpha:]]</c>. <c>!</c> has no special meaning.</summary>
    private CharacterSet Class()
    {
        _at++;
        var set = new CharacterSet();
        if (Here == '^')
        {
            _at++;
            set.Negated = true;
        }

        for (var first = true; first || Here != ']'; first = false)
        {
            if (Ascii() is { } named)
                set.Add(named);
            else if (NamedSet() is { } escaped)
                set.Add(escaped);
            else
                Range(set);
        }

        _at++;
        return set;
    }

    private char? Here => _at < _text.Length ? _text[_at] : null;

    private void Range(CharacterSet set)
    {
        var low = ClassCharacter();
        var high = low;
        if (Here == '-' && _at + 1 < _text.Length && _text[_at + 1] != ']')
        {
            _at++;
            high = ClassCharacter();
        }

        if (high < low)
            throw new FormatException("a range runs from high to low");
        set.Add(low, high);
    }

    private int ClassCharacter() => Here switch
    {
        null => throw new FormatException("'[' has no ']'"),
        '\\' => EscapedCharacter(),
        _ => Character(),
    };

    private CharacterSet? Ascii()
    {
        if (!_text.AsSpan(_at).StartsWith("[:"))
            return null;
        var end = _text.IndexOf(":]", _at + 2, StringComparison.Ordinal);
        if (end < 0)
            return null;

        var name = _text[(_at + 2)..end];
        var opposite = name.StartsWith('^');
        var set = CharacterClasses.Ascii(opposite ? name[1..] : name) ?? throw new FormatException($"the class [:{name}:] does not exist");
        _at = end + 2;
        return opposite ? set.Inverted() : set;
    }
}
