using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Joins continued lines and heredocs, and splits each instruction into words.</summary>
internal sealed class LineReader(SourceMap source, string path)
{
    // BuildKit reads lines into a buffer of this many bytes.
    private const int LineLimit = 65536;

    private readonly DirectiveReader _directives = new(source);
    private readonly List<RawInstruction> _instructions = [];
    private readonly List<DockerfileComment> _all = [];
    private List<DockerfileComment> _comments = [];
    private int _line;

    public IReadOnlyList<ParserDirective> Directives => _directives.Directives;

    public IReadOnlyList<DockerfileComment> Comments => _all;

    public char Escape => _directives.Escape;

    /// <summary>The numbers of empty lines in continued instructions, from 1. BuildKit warns about them.</summary>
    public List<int> EmptyContinuations { get; } = [];

    public IReadOnlyList<RawInstruction> Read()
    {
        while (HasLine())
            Instruction();

        if (_instructions.Count == 0)
            throw new DockerfileParseException(path, null, source.Text.Length == 0
                ? "the Dockerfile cannot be empty"
                : "file with no instructions", "Begin the file with FROM");
        return _line < source.Count
            ? throw new DockerfileParseException(
                path,
                new DockerfileLines(_line + 1, _line + 1),
                $"dockerfile line greater than max allowed size of {LineLimit - 1}",
                "Split it with a backslash at the end of the line")
            : _instructions;
    }

    private void Instruction()
    {
        var first = _line++;
        var (start, end) = (SkipBlanks(source.Start(first), source.ContentEnd(first)), source.ContentEnd(first));
        if (Directive(first, start, end) || Comment(start, end, keep: true))
            return;

        var text = new LogicalLine(source);
        var (content, continued) = Continuation(start, end);
        if (!continued && content == start)
            return;

        text.Append(start, content);
        Continue(text, continued);
        RawInstruction raw;
        try
        {
            raw = RawInstructionReader.Read(text.All, Escape, _comments);
            Heredocs(raw, text.Text, first);
        }
        catch (InvalidInstructionException exception)
        {
            throw new DockerfileParseException(path, new DockerfileLines(first + 1, _line), exception.Message, exception.Cure);
        }

        raw.Lines = new DockerfileLines(first + 1, _line);
        raw.Span = source.Span(start, source.ContentEnd(_line - 1));
        _instructions.Add(raw);
        _comments = [];
    }

    private void Continue(LogicalLine text, bool continued)
    {
        while (continued && HasLine())
        {
            var line = _line++;
            var (start, end) = (source.Start(line), source.ContentEnd(line));
            var begin = SkipBlanks(start, end);
            if (Comment(begin, end, keep: false))
                continue;
            if (begin == end)
            {
                EmptyContinuations.Add(line + 1);
                continue;
            }

            (var content, continued) = Continuation(start, end);
            text.Append(start, content);
        }
    }

    private void Heredocs(RawInstruction raw, string text, int first)
    {
        var holder = raw.Name == "ONBUILD" && raw.Child is { } child ? child : raw;
        if (holder.Name is not ("ADD" or "COPY" or "RUN") || holder.Exec || !text.Contains("<<", StringComparison.Ordinal))
            return;

        foreach (var word in HeredocWord.In(text).ToArray())
        {
            var begin = _line;
            while (true)
            {
                if (!HasLine())
                    throw new InvalidInstructionException(
                        "unterminated heredoc",
                        $"Add a line with only {word.Name} after the text that begins in line {first + 1}");
                var line = _line++;
                var content = source.Text.AsSpan(source.Start(line), source.ContentEnd(line) - source.Start(line));
                if (!(word.Chomp ? content.TrimStart('\t') : content).SequenceEqual(word.Name))
                    continue;

                var (start, end) = (source.Start(begin), source.Start(line));
                raw.Heredocs.Add(new DockerfileHeredoc(
                    word.Name, source.Text[start..end], word.Expand, word.Chomp, word.FileDescriptor, source.Span(start, source.ContentEnd(line))));
                break;
            }
        }
    }

    private bool HasLine() => _line < source.Count && !TooLong(_line);

    private bool TooLong(int line)
    {
        var (start, end) = (source.Start(line), source.End(line));
        if (end - start < LineLimit / 3)
            return false;
        var bytes = System.Text.Encoding.UTF8.GetByteCount(source.Text.AsSpan(start, end - start));
        return bytes > LineLimit || (bytes == LineLimit && source.Text[end - 1] != '\n');
    }

    private bool Directive(int line, int start, int end)
    {
        try
        {
            return _directives.Read(start, end);
        }
        catch (InvalidInstructionException exception)
        {
            throw new DockerfileParseException(path, new DockerfileLines(line + 1, line + 1), exception.Message, exception.Cure);
        }
    }

    private bool Comment(int start, int end, bool keep)
    {
        if (start == end || source.Text[start] != '#')
            return false;
        var comment = new DockerfileComment(source.Text[(start + 1)..end].Trim(), source.Span(start, end));
        _all.Add(comment);
        if (!keep)
            return true;
        // A line with only # discards the comments above it, as in BuildKit's descriptions.
        if (comment.Text.Length == 0)
            _comments = [];
        else
            _comments.Add(comment);
        return true;
    }

    private int SkipBlanks(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(source.Text[start]))
            start++;
        return start;
    }

    /// <returns>The end of the line's content, and true if the next line continues it.</returns>
    private (int End, bool Continued) Continuation(int start, int end)
    {
        var last = end;
        while (last > start && source.Text[last - 1] is ' ' or '\t')
            last--;
        // Two of them are an escaped one. BuildKit does not check more than two.
        var continued = last > start && source.Text[last - 1] == Escape && (last - 1 == start || source.Text[last - 2] != Escape);
        return continued ? (last - 1, true) : (end, false);
    }
}
