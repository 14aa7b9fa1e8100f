using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>RUN</c> instruction.</summary>
/// <param name="Command">The command. If it consists only of a heredoc, the script is in <see cref="Instruction.Heredocs"/>.</param>
internal sealed record RunInstruction(InstructionSource Source, CommandLine Command) : Instruction(Source)
{
    /// <summary>The mounts, in order. A mount that BuildKit would reject is not included, but reported in <see cref="Dockerfile.Problems"/>.</summary>
    public IReadOnlyList<RunMount> Mounts { get; init; } = [];

    /// <summary>The value of <c>--network</c>: <c>default</c>, <c>none</c> or <c>host</c>.</summary>
    public string Network => Flag("--network")?.Value ?? "default";

    /// <summary>The value of <c>--security</c>: <c>sandbox</c> or <c>insecure</c>.</summary>
    public string Security => Flag("--security")?.Value ?? "sandbox";

    /// <summary>The text that the shell executes, including heredocs.</summary>
    public string Script => Heredocs.Count == 0 ? Command.ToString() : string.Join("\n", [Command.ToString(), .. Heredocs.Select(heredoc => heredoc.Content)]);
}
