namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>SHELL</c>.</summary>
/// <param name="Command">Always a JSON array.</param>
public sealed record ShellInstruction(InstructionSource Source, CommandLine Command) : Instruction(Source);
