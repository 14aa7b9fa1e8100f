using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>RUN</c>.</summary>
/// <param name="Command">What is run; where it is nothing but a heredoc, its script is in <see cref="Instruction.Heredocs"/>.</param>
public sealed record RunInstruction(InstructionSource Source, CommandLine Command) : Instruction(Source)
{
    /// <summary><c>--mount</c>, in order. One that BuildKit would refuse isn't here but in <see cref="Dockerfile.Problems"/>.</summary>
    public IReadOnlyList<RunMount> Mounts { get; init; } = [];

    /// <summary><c>--network</c>: <c>default</c>, <c>none</c> or <c>host</c>.</summary>
    public string Network => Flag("--network")?.Value ?? "default";

    /// <summary><c>--security</c>: <c>sandbox</c> or <c>insecure</c>.</summary>
    public string Security => Flag("--security")?.Value ?? "sandbox";

    /// <summary>What the shell gets to see, heredocs included: the text in which commands are looked for.</summary>
    public string Script => Heredocs.Count == 0 ? Command.ToString() : string.Join("\n", [Command.ToString(), .. Heredocs.Select(heredoc => heredoc.Content)]);
}
