using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>WORKDIR</c>.</summary>
/// <param name="Path">As written; relative to the one before it.</param>
public sealed record WorkdirInstruction(InstructionSource Source, DockerfileWord Path) : Instruction(Source)
{
    /// <summary><see cref="Path"/> made absolute, variables and quotes resolved.</summary>
    public string Expanded { get; init; } = Path.Text;
}
