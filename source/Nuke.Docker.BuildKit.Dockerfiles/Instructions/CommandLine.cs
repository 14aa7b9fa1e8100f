using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>What <c>RUN</c>, <c>CMD</c>, <c>ENTRYPOINT</c> and a health check start.</summary>
/// <param name="Exec">Whether it is a JSON array, which is started without a shell.</param>
/// <param name="Words">Of the array; or the line for the shell as the only one; empty where nothing is there.</param>
/// <param name="Span">All of it.</param>
public sealed record CommandLine(bool Exec, IReadOnlyList<string> Words, SourceSpan Span)
{
    /// <summary>One line, for a person.</summary>
    public override string ToString() => string.Join(' ', Words);
}
