using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>USER</c> instruction.</summary>
/// <param name="Account">The name or number, and the group after a colon, as written.</param>
internal sealed record UserInstruction(InstructionSource Source, DockerfileWord Account) : Instruction(Source)
{
    /// <summary>The value of <see cref="Account"/> with variables and quotes resolved.</summary>
    public string Expanded { get; init; } = Account.Text;
}
