using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>MAINTAINER</c> instruction, which is deprecated in favor of a label.</summary>
/// <param name="Author">The author as written.</param>
internal sealed record MaintainerInstruction(InstructionSource Source, DockerfileWord Author) : Instruction(Source);
