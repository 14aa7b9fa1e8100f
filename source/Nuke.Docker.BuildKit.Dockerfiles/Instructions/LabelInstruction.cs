namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>LABEL</c>.</summary>
/// <param name="Assignments">In order; at least one.</param>
public sealed record LabelInstruction(InstructionSource Source, IReadOnlyList<Assignment> Assignments) : Instruction(Source);
