namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>CMD</c> instruction.</summary>
/// <param name="Command">The command.</param>
internal sealed record CmdInstruction(InstructionSource Source, CommandLine Command) : Instruction(Source);
