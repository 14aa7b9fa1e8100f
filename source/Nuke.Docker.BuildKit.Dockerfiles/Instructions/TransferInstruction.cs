using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>What <c>COPY</c> and <c>ADD</c> have in common.</summary>
/// <param name="Sources">Paths and, for <c>ADD</c>, addresses; without heredocs.</param>
/// <param name="Destination">Where to.</param>
/// <param name="Exec">Whether the paths are a JSON array.</param>
public abstract record TransferInstruction(InstructionSource Source, IReadOnlyList<DockerfileWord> Sources, DockerfileWord Destination, bool Exec) : Instruction(Source)
{
    /// <summary><c>--chown</c>, variables as they stand.</summary>
    public string? Chown => Flag("--chown")?.Value;

    /// <summary><c>--chmod</c>, variables as they stand.</summary>
    public string? Chmod => Flag("--chmod")?.Value;

    /// <summary><c>--link</c>.</summary>
    public bool Link => Flag("--link") is { } flag && !string.Equals(flag.Value, "false", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>--exclude</c>.</summary>
    public IReadOnlyList<string> Excludes => [.. Flags.Where(flag => flag.Name == "--exclude").Select(flag => flag.Value ?? "")];

    /// <summary><see cref="Sources"/> with variables and quotes resolved.</summary>
    public IReadOnlyList<string> ExpandedSources { get; init; } = [.. Sources.Select(word => word.Text)];

    /// <summary><see cref="Destination"/> with variables and quotes resolved.</summary>
    public string ExpandedDestination { get; init; } = Destination.Text;
}
