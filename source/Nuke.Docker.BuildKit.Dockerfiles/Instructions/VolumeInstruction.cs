using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>VOLUME</c>.</summary>
/// <param name="Paths">As written.</param>
public sealed record VolumeInstruction(InstructionSource Source, IReadOnlyList<DockerfileWord> Paths) : Instruction(Source);
