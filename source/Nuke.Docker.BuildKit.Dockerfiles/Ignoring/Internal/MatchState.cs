namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>The decision about a directory. Its content is compared only with rules that have not matched yet.</summary>
internal sealed class MatchState
{
    private readonly IgnorePattern[] _patterns;
    private readonly bool[] _matched;

    private MatchState(IgnorePattern[] patterns, bool[] matched, DockerignoreDecision decision)
    {
        _patterns = patterns;
        _matched = matched;
        Decision = decision;
    }

    /// <summary>The decision about the directory itself.</summary>
    public DockerignoreDecision Decision { get; }

    public static MatchState Root(DockerignoreMatcher matcher) => new(matcher.Patterns, new bool[matcher.Patterns.Length], default);

    /// <summary>Returns the state for a subdirectory.</summary>
    public MatchState Enter(ReadOnlySpan<char> folder)
    {
        if (_patterns.Length == 0)
            return this;
        var matched = new bool[_matched.Length];
        return new MatchState(_patterns, matched, Run(folder, matched));
    }

    /// <summary>Decides about a file in this directory.</summary>
    public DockerignoreDecision Match(ReadOnlySpan<char> path) => Run(path, []);

    /// <summary>Returns true if a rule may include a path below this directory.</summary>
    /// <param name="folder">The path of the directory with a trailing slash.</param>
    public bool CanKeepBelow(ReadOnlySpan<char> folder)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.Keeps && pattern.CanMatchBelow(folder))
                return true;
        }

        return false;
    }

    private DockerignoreDecision Run(ReadOnlySpan<char> path, Span<bool> matched)
    {
        var ignored = false;
        DockerignoreRule? rule = null;
        for (var index = 0; index < _patterns.Length; index++)
        {
            var pattern = _patterns[index];
            // Not compared if it would not change the decision. Then it does not count as a match for the content, either.
            if (!_matched[index] && (pattern.Keeps != ignored || !pattern.Matches(path)))
                continue;

            if (!matched.IsEmpty)
                matched[index] = true;
            if (ignored == pattern.Keeps)
                rule = pattern.Rule;
            ignored = !pattern.Keeps;
        }

        return new DockerignoreDecision(ignored, rule);
    }
}
