using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>A text split into lines as BuildKit splits it: only at <c>\n</c>.</summary>
internal sealed class SourceMap
{
    private readonly List<int> _starts = [];

    public SourceMap(string text)
    {
        Text = text;
        // A byte order mark is not part of the first line.
        for (var start = text.StartsWith('\uFEFF') ? 1 : 0; start < text.Length; start = EndOf(start))
            _starts.Add(start);
    }

    public string Text { get; }

    public int Count => _starts.Count;

    public int Start(int line) => _starts[line];

    /// <summary>Returns the offset after the line's last character, before the line break.</summary>
    public int ContentEnd(int line)
    {
        var end = End(line);
        while (end > _starts[line] && Text[end - 1] is '\r' or '\n')
            end--;
        return end;
    }

    /// <summary>Returns the offset after the line break.</summary>
    public int End(int line) => line + 1 < _starts.Count ? _starts[line + 1] : Text.Length;

    public SourceSpan Span(int start, int end)
    {
        var first = LineOf(start);
        var last = end > start ? LineOf(end - 1) : first;
        return new SourceSpan(start, end - start, first + 1, start - Begin(first) + 1, last + 1, end - Begin(last) + 1);
    }

    private int Begin(int line) => _starts.Count == 0 ? 0 : _starts[line];

    private int LineOf(int offset)
    {
        var found = _starts.BinarySearch(offset);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }

    private int EndOf(int start)
    {
        var end = Text.IndexOf('\n', start);
        return end < 0 ? Text.Length : end + 1;
    }
}
