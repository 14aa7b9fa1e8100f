using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>STOPSIGNAL</c> instruction.</summary>
/// <param name="Signal">The name or number of the signal, as written.</param>
internal sealed record StopsignalInstruction(InstructionSource Source, DockerfileWord Signal) : Instruction(Source);
