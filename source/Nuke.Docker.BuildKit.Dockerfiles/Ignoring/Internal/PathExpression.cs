namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>A compiled pattern: what is on either side of <c>|</c>, of which one is enough.</summary>
internal sealed class PathExpression(IReadOnlyList<PathProgram> alternatives)
{
    private readonly PathProgram[] _alternatives = [.. alternatives];

    public bool Matches(ReadOnlySpan<char> path)
    {
        foreach (var alternative in _alternatives)
        {
            if (alternative.Matches(path))
                return true;
        }

        return false;
    }

    /// <summary>Whether some path that begins so can match.</summary>
    public bool CanContinue(ReadOnlySpan<char> start)
    {
        foreach (var alternative in _alternatives)
        {
            if (alternative.CanContinue(start))
                return true;
        }

        return false;
    }
}
