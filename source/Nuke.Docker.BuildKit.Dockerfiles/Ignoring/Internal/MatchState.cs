namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>What the rules have said about a folder; what is in it need only be compared with those that haven't matched yet.</summary>
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

    /// <summary>What becomes of the folder itself.</summary>
    public DockerignoreDecision Decision { get; }

    public static MatchState Root(DockerignoreMatcher matcher) => new(matcher.Patterns, new bool[matcher.Patterns.Length], default);

    /// <summary>The state for a folder in this one.</summary>
    public MatchState Enter(ReadOnlySpan<char> folder)
    {
        if (_patterns.Length == 0)
            return this;
        var matched = new bool[_matched.Length];
        return new MatchState(_patterns, matched, Run(folder, matched));
    }

    /// <summary>What becomes of a file in this folder.</summary>
    public DockerignoreDecision Match(ReadOnlySpan<char> path) => Run(path, []);

    /// <summary>Whether a line can take back something below this folder.</summary>
    /// <param name="folder">The folder's path with a slash at its end.</param>
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
            // Not compared where it could change nothing; then it doesn't count as a match for what is below, either.
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
