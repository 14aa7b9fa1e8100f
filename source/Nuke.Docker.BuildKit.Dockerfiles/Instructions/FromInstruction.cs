using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>FROM</c>: how a stage begins.</summary>
/// <param name="Image">An image, an earlier stage or <c>scratch</c>; variables as they stand.</param>
public sealed record FromInstruction(InstructionSource Source, DockerfileWord Image) : Instruction(Source)
{
    /// <summary><c>AS</c> as it is written; null where there is none.</summary>
    public DockerfileWord? As { get; init; }

    /// <summary>The word behind <c>AS</c>, as it is written; null where there is none.</summary>
    public DockerfileWord? Alias { get; init; }

    /// <summary><see cref="Alias"/> in lower case.</summary>
    public string? StageName => Alias?.Text.ToLowerInvariant();

    /// <summary><c>--platform</c>, variables as they stand.</summary>
    public string? Platform => Flag("--platform")?.Value;
}
