namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>LABEL</c> instruction.</summary>
/// <param name="Assignments">The assignments, in order; at least one.</param>
internal sealed record LabelInstruction(InstructionSource Source, IReadOnlyList<Assignment> Assignments) : Instruction(Source);
