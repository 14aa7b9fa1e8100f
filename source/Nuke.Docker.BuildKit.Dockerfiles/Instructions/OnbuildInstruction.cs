namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>An <c>ONBUILD</c> instruction: an instruction for the stages that are based on this one.</summary>
/// <param name="Trigger">The name of the triggered instruction, in upper case.</param>
/// <param name="Expression">The triggered instruction in one line.</param>
internal sealed record OnbuildInstruction(InstructionSource Source, string Trigger, string Expression) : Instruction(Source)
{
    /// <summary>The triggered instruction; <c>null</c> if a build that triggers it would reject it.</summary>
    public Instruction? Instruction { get; init; }
}
