namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>A compiled pattern: the alternatives of <c>|</c>, one of which must match.</summary>
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

    /// <summary>Returns true if a path with this beginning can match.</summary>
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
