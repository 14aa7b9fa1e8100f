using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>WORKDIR</c> instruction.</summary>
/// <param name="Path">The path as written, relative to the previous working directory.</param>
internal sealed record WorkdirInstruction(InstructionSource Source, DockerfileWord Path) : Instruction(Source)
{
    /// <summary>The absolute path, variables and quotes resolved.</summary>
    public string Expanded { get; init; } = Path.Text;
}
