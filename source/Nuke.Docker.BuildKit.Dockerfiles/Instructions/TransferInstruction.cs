using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>The common base of <c>COPY</c> and <c>ADD</c>.</summary>
/// <param name="Sources">The paths and, for <c>ADD</c>, URLs; without heredocs.</param>
/// <param name="Destination">The path in the image.</param>
/// <param name="Exec">True if the paths are a JSON array.</param>
internal abstract record TransferInstruction(InstructionSource Source, IReadOnlyList<DockerfileWord> Sources, DockerfileWord Destination, bool Exec)
    : Instruction(Source)
{
    /// <summary>The value of <c>--chown</c>, variables not expanded.</summary>
    public string? Chown => Flag("--chown")?.Value;

    /// <summary>The value of <c>--chmod</c>, variables not expanded.</summary>
    public string? Chmod => Flag("--chmod")?.Value;

    /// <summary>True if <c>--link</c> is set.</summary>
    public bool Link => Flag("--link") is { } flag && !string.Equals(flag.Value, "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>The values of <c>--exclude</c>.</summary>
    public IReadOnlyList<string> Excludes => [.. Flags.Where(flag => flag.Name == "--exclude").Select(flag => flag.Value ?? "")];

    /// <summary>The value of <see cref="Sources"/> with variables and quotes resolved.</summary>
    public IReadOnlyList<string> ExpandedSources { get; init; } = [.. Sources.Select(word => word.Text)];

    /// <summary>The value of <see cref="Destination"/> with variables and quotes resolved.</summary>
    public string ExpandedDestination { get; init; } = Destination.Text;
}
