namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>ONBUILD</c>: an instruction for the stages that start from this one.</summary>
/// <param name="Trigger">The name of that instruction, in capitals.</param>
/// <param name="Expression">All of it in one line.</param>
public sealed record OnbuildInstruction(InstructionSource Source, string Trigger, string Expression) : Instruction(Source)
{
    /// <summary>The instruction itself; null where a build that triggers it would refuse it.</summary>
    public Instruction? Instruction { get; init; }
}
