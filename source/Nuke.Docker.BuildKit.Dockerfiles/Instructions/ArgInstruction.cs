namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>An <c>ARG</c> instruction.</summary>
/// <param name="Assignments">The assignments, in order; at least one.</param>
internal sealed record ArgInstruction(InstructionSource Source, IReadOnlyList<Assignment> Assignments) : Instruction(Source);
