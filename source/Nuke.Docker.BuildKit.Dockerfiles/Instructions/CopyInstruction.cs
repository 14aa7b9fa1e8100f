using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>COPY</c> instruction.</summary>
internal sealed record CopyInstruction(InstructionSource Source, IReadOnlyList<DockerfileWord> Sources, DockerfileWord Destination, bool Exec)
    : TransferInstruction(Source, Sources, Destination, Exec)
{
    /// <summary>The value of <c>--from</c>: a stage, its number, a named context or an image; <c>null</c> for the build context.</summary>
    public string? From => Flag("--from")?.Value is { Length: > 0 } from ? from : null;

    /// <summary>The index of the stage that <see cref="From"/> names; <c>null</c> if it does not name a stage.</summary>
    public int? FromStage { get; init; }

    /// <summary>True if <c>--parents</c> is set (Dockerfile 1.20).</summary>
    public bool Parents => Flag("--parents") is { } flag && !string.Equals(flag.Value, "false", StringComparison.OrdinalIgnoreCase);
}
