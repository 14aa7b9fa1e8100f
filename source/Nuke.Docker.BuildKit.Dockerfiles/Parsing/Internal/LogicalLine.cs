using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>An instruction with its continuations joined, and the position of each character in the file.</summary>
internal sealed class LogicalLine(SourceMap source)
{
    private readonly StringBuilder _builder = new();
    private readonly List<int> _offsets = [];
    private string? _text;

    public string Text => _text ??= _builder.ToString();

    public TextSlice All => new(this, 0, Text.Length);

    public void Append(int start, int end)
    {
        _text = null;
        _builder.Append(source.Text, start, end - start);
        for (var offset = start; offset < end; offset++)
            _offsets.Add(offset);
    }

    public SourceSpan Span(int start, int end)
    {
        if (_offsets.Count == 0)
            return default;
        var from = start < _offsets.Count ? _offsets[start] : _offsets[^1] + 1;
        return source.Span(from, end > start ? _offsets[end - 1] + 1 : from);
    }
}
