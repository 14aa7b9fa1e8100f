using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>A part of a joined line.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextSlice(LogicalLine Line, int Start, int End)
{
    public bool IsEmpty => End == Start;

    public ReadOnlySpan<char> Chars => Line.Text.AsSpan(Start, End - Start);

    public string Text => Line.Text[Start..End];

    public DockerfileWord Word => new(Text, Line.Span(Start, End));

    public TextSlice Trim() => TrimStart().TrimEnd();

    public TextSlice TrimStart()
    {
        var start = Start;
        while (start < End && char.IsWhiteSpace(Line.Text[start]))
            start++;
        return this with { Start = start };
    }

    /// <summary>Returns a part, by positions in this slice.</summary>
    public TextSlice Part(int from, int to) => new(Line, Start + from, Start + to);

    /// <summary>Splits at the first whitespace, as BuildKit does: tab, vertical tab, form feed, carriage return and space.</summary>
    public (TextSlice First, TextSlice? Second) SplitOnce()
    {
        var chars = Chars;
        var blank = chars.IndexOfAny(Blanks);
        if (blank < 0)
            return (this, null);
        var next = blank;
        while (next < chars.Length && IsBlank(chars[next]))
            next++;
        return (Part(0, blank), Part(next, chars.Length));
    }

    /// <summary>Splits at all whitespace. Whitespace at an end yields an empty word, as in BuildKit.</summary>
    public IEnumerable<TextSlice> Split()
    {
        var rest = this;
        while (true)
        {
            var (first, next) = rest.SplitOnce();
            yield return first;
            if (next is null)
                yield break;
            rest = next.Value;
        }
    }

    private const string Blanks = "\t\v\f\r ";

    private static bool IsBlank(char character) => Blanks.Contains(character, StringComparison.Ordinal);

    private TextSlice TrimEnd()
    {
        var end = End;
        while (end > Start && char.IsWhiteSpace(Line.Text[end - 1]))
            end--;
        return this with { End = end };
    }
}
