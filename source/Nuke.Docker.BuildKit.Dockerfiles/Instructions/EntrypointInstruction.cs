namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>ENTRYPOINT</c>.</summary>
/// <param name="Command">What is started.</param>
public sealed record EntrypointInstruction(InstructionSource Source, CommandLine Command) : Instruction(Source);
