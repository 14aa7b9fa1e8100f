namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>The pattern of a rule, prepared for comparison with paths.</summary>
internal sealed class IgnorePattern
{
    private readonly PatternKind _kind;
    private readonly string _text;
    private readonly string _expression;
    private readonly string? _file;
    private PathExpression? _compiled;
    private string? _problem;

    /// <param name="rule">The rule.</param>
    /// <param name="file">The path of the ignore file in messages.</param>
    /// <param name="windows">True if the docker client runs on Windows, where a backslash separates directories and does not escape.</param>
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

    /// <exception cref="DockerignoreException">The pattern is not a valid expression, which BuildKit detects only here.</exception>
    public bool Matches(ReadOnlySpan<char> path) => _kind switch
    {
        PatternKind.Exact => path.SequenceEqual(_text),
        PatternKind.Prefix => path.StartsWith(_text),
        PatternKind.Suffix => path.EndsWith(_text) || (_text.StartsWith('/') && path.SequenceEqual(_text.AsSpan(1))),
        _ => Compile() ? _compiled!.Matches(path) : throw Faulty(),
    };

    /// <summary>Returns true if a path below a directory can match.</summary>
    /// <param name="folder">The path of the directory with a trailing slash.</param>
    public bool CanMatchBelow(ReadOnlySpan<char> folder) => _kind switch
    {
        PatternKind.Exact => _text.AsSpan().StartsWith(folder),
        PatternKind.Prefix => folder.StartsWith(_text) || _text.AsSpan().StartsWith(folder),
        PatternKind.Suffix => true,
        // BuildKit only checks for wildcards here, which an invalid pattern always has, and compiles it for the first comparison with a path.
        _ => !Compile() || _compiled!.CanContinue(folder),
    };

    // As late as BuildKit: an invalid pattern that is never compared fails no build.
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
        $"'{Rule.Text}' is not a valid pattern: {_problem}; BuildKit fails the build when it first compares the pattern with a path",
        "Remove backslashes before letters and digits, and write ranges from low to high");
}
