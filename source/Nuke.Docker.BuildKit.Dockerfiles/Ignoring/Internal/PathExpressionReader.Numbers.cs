using System.Globalization;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

internal sealed partial class PathExpressionReader
{
    private const int MostRepetitions = 1000;
    private const int LastCharacter = 0x10FFFF;

    private void EndAlternative()
    {
        _alternatives.Add(new PathProgram(_nodes));
        _nodes.Clear();
        _repeated = -1;
    }

    /// <summary>
    /// Reads <c>{2}</c>, <c>{2,}</c>, <c>{2,3}</c>; <c>null</c> without reading if the brace is literal. <c>Most</c> is <c>null</c> without an upper limit.
    /// </summary>
    private (int Least, int? Most)? Repetition()
    {
        var end = _text.IndexOf('}', _at);
        if (end < 0)
            return null;
        var numbers = _text[(_at + 1)..end].Split(',');
        if (numbers.Length > 2 || !IsNumber(numbers[0]) || (numbers is [_, { Length: > 0 } last] && !IsNumber(last)))
            return null;

        _at = end + 1;
        var least = Number(numbers[0]);
        int? most = numbers.Length == 1 ? least : numbers[1].Length == 0 ? null : Number(numbers[1]);
        return least <= most || most is null ? (least, most) : throw new FormatException("a repetition runs from high to low");
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');

    private static int Number(string text) => text.Length <= 4 && int.Parse(text, CultureInfo.InvariantCulture) is <= MostRepetitions and var number
        ? number
        : throw new FormatException($"'{{{text}}}' repeats more than {MostRepetitions} times");

    private void Repeat(int least, int? most)
    {
        if (_nodes.Count == 0)
            throw new FormatException("a number in braces has nothing to repeat");
        var item = _nodes[^1];
        var afterFolders = _nodes is [.., { Kind: PathNodeKind.Optional, Skips: 2 }, _, _];
        if (item.Kind == PathNodeKind.Many || _repeated == _nodes.Count || afterFolders)
            throw new FormatException("a number in braces repeats a repetition");

        _nodes.RemoveAt(_nodes.Count - 1);
        if (item.Kind != PathNodeKind.One)
            least = Math.Min(least, 1);
        for (var count = 0; count < least; count++)
            _nodes.Add(item);
        if (item.Kind == PathNodeKind.One && most is null)
            _nodes.Add(item with { Kind = PathNodeKind.Many });
        for (var count = least; item.Kind == PathNodeKind.One && count < most; count++)
        {
            _nodes.Add(new PathNode(PathNodeKind.Optional, Skips: 1));
            _nodes.Add(item);
        }

        _repeated = _nodes.Count;
    }

    /// <summary>Reads the category after <c>\p</c>.</summary>
    private CharacterSet Category(bool opposite)
    {
        var name = Here is { } letter && letter != '{' ? letter.ToString() : "";
        if (name.Length > 0)
            _at++;
        else if (_text.IndexOf('}', _at) is > 0 and var end)
            (name, _at) = (_text[(_at + 1)..end], end + 1);

        if (name.StartsWith('^'))
            (name, opposite) = (name[1..], !opposite);
        var category = name == "Any" ? CharacterSet.Any : CharacterClasses.Category(name);
        return (opposite ? category?.Inverted() : category) ?? throw new FormatException(@"'\p' must be followed by a Unicode category");
    }

    private int Octal(int value)
    {
        for (var digits = 1; digits < 3 && Here is >= '0' and <= '7'; digits++)
            value = (value * 8) + _text[_at++] - '0';
        return value;
    }

    /// <summary>Reads the digits after <c>\x</c>: two, or any number in braces.</summary>
    private int Hexadecimal()
    {
        var end = Here == '{' ? _text.IndexOf('}', _at) : Math.Min(_at + 2, _text.Length);
        var digits = end < 0 ? "" : _text[(Here == '{' ? _at + 1 : _at)..end];
        var isNumber = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        if (!isNumber || (Here != '{' && digits.Length < 2) || value is < 0 or > LastCharacter)
            throw new FormatException(@"'\x' must be followed by hexadecimal digits");
        _at = Here == '{' ? end + 1 : end;
        return value;
    }
}
