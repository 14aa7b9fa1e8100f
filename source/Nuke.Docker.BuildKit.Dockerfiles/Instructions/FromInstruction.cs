using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>FROM</c> instruction, which begins a stage.</summary>
/// <param name="Image">An image, an earlier stage or <c>scratch</c>, variables not expanded.</param>
internal sealed record FromInstruction(InstructionSource Source, DockerfileWord Image) : Instruction(Source)
{
    /// <summary>The word <c>AS</c> as written; <c>null</c> if the stage has no name.</summary>
    public DockerfileWord? As { get; init; }

    /// <summary>The name after <c>AS</c> as written; <c>null</c> if the stage has no name.</summary>
    public DockerfileWord? Alias { get; init; }

    /// <summary>The value of <see cref="Alias"/> in lower case.</summary>
    public string? StageName => Alias?.Text.ToLowerInvariant();

    /// <summary>The value of <c>--platform</c>, variables not expanded.</summary>
    public string? Platform => Flag("--platform")?.Value;
}
