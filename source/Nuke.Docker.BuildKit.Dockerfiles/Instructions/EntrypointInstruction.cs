namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>An <c>ENTRYPOINT</c> instruction.</summary>
/// <param name="Command">The command.</param>
internal sealed record EntrypointInstruction(InstructionSource Source, CommandLine Command) : Instruction(Source);
