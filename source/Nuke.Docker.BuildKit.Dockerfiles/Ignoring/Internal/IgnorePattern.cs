namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>A rule's pattern, ready to be compared with paths.</summary>
internal sealed class IgnorePattern
{
    private readonly PatternKind _kind;
    private readonly string _text;
    private readonly string _expression;
    private readonly string? _file;
    private PathExpression? _compiled;
    private string? _problem;

    /// <param name="rule">The rule.</param>
    /// <param name="file">What messages call the ignore file.</param>
    /// <param name="windows">Whether the client that walks the folder runs on Windows, where a backslash separates and escapes nothing.</param>
    public IgnorePattern(DockerignoreRule rule, string? file, bool windows)
    {
        Rule = rule;
        _file = file;
        var pattern = windows ? rule.Pattern.Replace('\\', '/') : rule.Pattern;
        (_kind, _expression) = PatternTranslation.Of(pattern);
        _text = _kind switch
        {
            PatternKind.Prefix => pattern[..^2],
            PatternKind.Suffix => pattern[2..],
            _ => pattern,
        };
    }

    public DockerignoreRule Rule { get; }

    public bool Keeps => Rule.Keeps;

    /// <exception cref="DockerignoreException">The pattern means nothing as an expression; BuildKit notices it only here.</exception>
    public bool Matches(ReadOnlySpan<char> path) => _kind switch
    {
        PatternKind.Exact => path.SequenceEqual(_text),
        PatternKind.Prefix => path.StartsWith(_text),
        PatternKind.Suffix => path.EndsWith(_text) || (_text.StartsWith('/') && path.SequenceEqual(_text.AsSpan(1))),
        _ => Compile() ? _compiled!.Matches(path) : throw Faulty(),
    };

    /// <summary>Whether anything below a folder can match.</summary>
    /// <param name="folder">The folder's path with a slash at its end.</param>
    public bool CanMatchBelow(ReadOnlySpan<char> folder) => _kind switch
    {
        PatternKind.Exact => _text.AsSpan().StartsWith(folder),
        PatternKind.Prefix => folder.StartsWith(_text) || _text.AsSpan().StartsWith(folder),
        PatternKind.Suffix => true,
        // BuildKit only looks for wildcards here, and a faulty pattern always has some: it walks on, and compiles it where a path comes that has to be compared.
        _ => !Compile() || _compiled!.CanContinue(folder),
    };

    // As late as BuildKit compiles it: a faulty pattern that is never asked harms no build.
    private bool Compile()
    {
        if (_compiled is not null || _problem is not null)
            return _problem is null;
        try
        {
            _compiled = PathExpressionReader.Read(_expression);
            return true;
        }
        catch (FormatException problem)
        {
            _problem = problem.Message;
            return false;
        }
    }

    private DockerignoreException Faulty() => new(
        _file,
        Rule.Line,
        $"'{Rule.Text}' is no pattern: {_problem}; BuildKit refuses the build when it first compares it with a path",
        "Leave the backslash away before letters and digits, and write ranges from low to high");
}
