using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>VOLUME</c> instruction.</summary>
/// <param name="Paths">The paths as written.</param>
internal sealed record VolumeInstruction(InstructionSource Source, IReadOnlyList<DockerfileWord> Paths) : Instruction(Source);
