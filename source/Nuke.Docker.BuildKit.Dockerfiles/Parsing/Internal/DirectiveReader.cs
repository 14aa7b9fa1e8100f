namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Reads the directives at the top of the file, up to the first other line.</summary>
internal sealed class DirectiveReader(SourceMap source)
{
    // The characters that \s matches in Go's expressions.
    private const string Blanks = " \t\n\f\r";

    private readonly List<ParserDirective> _directives = [];
    private bool _done;
    private bool _afterShebang;

    public IReadOnlyList<ParserDirective> Directives => _directives;

    public char Escape { get; private set; } = '\\';

    /// <returns>True if the line is a directive.</returns>
    public bool Read(int start, int end)
    {
        if (_done)
            return false;
        // BuildKit skips a shebang in the first line when it looks for directives.
        if (start <= 1 && source.Text.AsSpan(start, end - start).StartsWith("#!"))
            return !(_afterShebang = true);
        if (Parse(source.Text.AsSpan(start, end - start)) is not var (name, value))
        {
            _done = true;
            return false;
        }

        // Only syntax and check are looked for after a shebang.
        if (_afterShebang && name == "escape")
            return false;
        if (_directives.Any(directive => directive.Name == name))
            throw new InvalidInstructionException($"only one {name} parser directive can be used");
        if (name == "escape")
            Escape = value is "\\" or "`" ? value[0] : throw new InvalidInstructionException($"invalid escape token '{value}' does not match ` or \\");
        _directives.Add(new ParserDirective(name, value, source.Span(start, end)));
        return true;
    }

    private static (string Name, string Value)? Parse(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] != '#')
            return null;
        var text = line[1..].TrimStart(Blanks);
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
            length++;
        var name = text[..length].ToString().ToLowerInvariant();
        text = text[length..].TrimStart(Blanks);
        if (name is not ("syntax" or "escape" or "check") || text.IsEmpty || text[0] != '=')
            return null;
        text = text[1..];
        if (text.IsEmpty)
            return null;
        // BuildKit's expression requires a character, and matches the last space if there is no other.
        var value = text.Trim(Blanks);
        return (name, (value.IsEmpty ? text[^1..] : value).ToString());
    }
}
