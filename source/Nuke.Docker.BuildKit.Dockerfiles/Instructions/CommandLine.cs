using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>The command of <c>RUN</c>, <c>CMD</c>, <c>ENTRYPOINT</c> or <c>HEALTHCHECK</c>.</summary>
/// <param name="Exec">True for the exec form, a JSON array that is started without a shell.</param>
/// <param name="Words">The words of the exec form, or the command line as the only word of the shell form; empty if the command is empty.</param>
/// <param name="Span">The span of the command.</param>
internal sealed record CommandLine(bool Exec, IReadOnlyList<string> Words, SourceSpan Span)
{
    /// <summary>Returns the command in one line, for messages.</summary>
    public override string ToString() => string.Join(' ', Words);
}
