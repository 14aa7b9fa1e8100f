namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>A step of a <see cref="PathExpression"/>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Set">What it takes; null where it takes nothing.</param>
/// <param name="Literal">The one UTF-16 character that it takes; null where there are several or none.</param>
/// <param name="Skips">How many nodes may be left out after <see cref="PathNodeKind.Optional"/>.</param>
internal readonly record struct PathNode(PathNodeKind Kind, CharacterSet? Set = null, char? Literal = null, int Skips = 0)
{
    public static PathNode One(int character) =>
        new(PathNodeKind.One, CharacterSet.Of(character), character <= char.MaxValue ? (char)character : null);

    public bool Takes(int character) => Literal is { } literal ? literal == character : Set is not null && Set.Contains(character);

    public bool Holds(ReadOnlySpan<char> path, int at) => Kind switch
    {
        PathNodeKind.Start => at == 0,
        PathNodeKind.End => at == path.Length,
        PathNodeKind.Boundary => Boundary(path, at),
        _ => !Boundary(path, at),
    };

    private static bool Boundary(ReadOnlySpan<char> path, int at) =>
        (at > 0 && Word(path[at - 1])) != (at < path.Length && Word(path[at]));

    private static bool Word(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
