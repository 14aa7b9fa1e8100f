namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>A node of a <see cref="PathExpression"/>.</summary>
/// <param name="Kind">The kind of entry.</param>
/// <param name="Set">The characters that it matches; <c>null</c> if it matches a position.</param>
/// <param name="Literal">The UTF-16 character that it matches; <c>null</c> for several or none.</param>
/// <param name="Skips">The number of optional nodes after <see cref="PathNodeKind.Optional"/>.</param>
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
