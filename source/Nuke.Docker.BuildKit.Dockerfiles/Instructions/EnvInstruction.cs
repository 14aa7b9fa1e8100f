namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>ENV</c>.</summary>
/// <param name="Assignments">In order; at least one.</param>
public sealed record EnvInstruction(InstructionSource Source, IReadOnlyList<Assignment> Assignments) : Instruction(Source);
