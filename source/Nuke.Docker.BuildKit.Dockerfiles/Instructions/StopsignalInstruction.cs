using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>STOPSIGNAL</c>.</summary>
/// <param name="Signal">Name or number, as written.</param>
public sealed record StopsignalInstruction(InstructionSource Source, DockerfileWord Signal) : Instruction(Source);
