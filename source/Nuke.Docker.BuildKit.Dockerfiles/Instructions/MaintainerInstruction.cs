using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>MAINTAINER</c>, for which a label stands today.</summary>
/// <param name="Author">As written.</param>
public sealed record MaintainerInstruction(InstructionSource Source, DockerfileWord Author) : Instruction(Source);
