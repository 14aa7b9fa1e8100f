using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>COPY</c>.</summary>
public sealed record CopyInstruction(InstructionSource Source, IReadOnlyList<DockerfileWord> Sources, DockerfileWord Destination, bool Exec)
    : TransferInstruction(Source, Sources, Destination, Exec)
{
    /// <summary><c>--from</c>: a stage, its number, a named context or an image; null for the build context.</summary>
    public string? From => Flag("--from")?.Value is { Length: > 0 } from ? from : null;

    /// <summary>The stage that <see cref="From"/> means; null where it is none.</summary>
    public int? FromStage { get; init; }

    /// <summary><c>--parents</c> (Dockerfile 1.20).</summary>
    public bool Parents => Flag("--parents") is { } flag && !string.Equals(flag.Value, "false", StringComparison.OrdinalIgnoreCase);
}
