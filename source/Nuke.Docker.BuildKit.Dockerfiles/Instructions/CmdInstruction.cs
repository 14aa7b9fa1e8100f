namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>CMD</c>.</summary>
/// <param name="Command">What is started.</param>
public sealed record CmdInstruction(InstructionSource Source, CommandLine Command) : Instruction(Source);
