namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>SHELL</c> instruction.</summary>
/// <param name="Command">The shell with its options, always a JSON array.</param>
internal sealed record ShellInstruction(InstructionSource Source, CommandLine Command) : Instruction(Source);
