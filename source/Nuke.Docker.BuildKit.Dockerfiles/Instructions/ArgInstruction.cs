namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>ARG</c>.</summary>
/// <param name="Assignments">In order; at least one.</param>
public sealed record ArgInstruction(InstructionSource Source, IReadOnlyList<Assignment> Assignments) : Instruction(Source);
