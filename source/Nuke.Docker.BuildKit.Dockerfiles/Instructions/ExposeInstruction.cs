using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>An <c>EXPOSE</c> instruction.</summary>
/// <param name="Ports">The ports as written: <c>8000/tcp</c>, <c>9000-9010</c>.</param>
internal sealed record ExposeInstruction(InstructionSource Source, IReadOnlyList<DockerfileWord> Ports) : Instruction(Source);
