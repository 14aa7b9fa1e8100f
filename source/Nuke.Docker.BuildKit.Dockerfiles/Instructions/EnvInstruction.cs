namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>An <c>ENV</c> instruction.</summary>
/// <param name="Assignments">The assignments, in order; at least one.</param>
internal sealed record EnvInstruction(InstructionSource Source, IReadOnlyList<Assignment> Assignments) : Instruction(Source);
