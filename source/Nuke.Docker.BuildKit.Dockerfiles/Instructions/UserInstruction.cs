using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>USER</c>.</summary>
/// <param name="Account">Name or number, and the group behind a colon; as written.</param>
public sealed record UserInstruction(InstructionSource Source, DockerfileWord Account) : Instruction(Source)
{
    /// <summary><see cref="Account"/> with variables and quotes resolved.</summary>
    public string Expanded { get; init; } = Account.Text;
}
