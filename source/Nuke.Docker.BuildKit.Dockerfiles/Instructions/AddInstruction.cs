using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>ADD</c>.</summary>
public sealed record AddInstruction(InstructionSource Source, IReadOnlyList<DockerfileWord> Sources, DockerfileWord Destination, bool Exec)
    : TransferInstruction(Source, Sources, Destination, Exec)
{
    /// <summary><c>--checksum</c>, variables as they stand.</summary>
    public string? Checksum => Flag("--checksum")?.Value;

    /// <summary><c>--keep-git-dir</c>.</summary>
    public bool KeepGitDir => Flag("--keep-git-dir") is { } flag && !string.Equals(flag.Value, "false", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>--unpack</c>; null where it isn't set: archives from the context are unpacked, those of an address aren't.</summary>
    public bool? Unpack => Flag("--unpack") is { } flag ? !string.Equals(flag.Value, "false", StringComparison.OrdinalIgnoreCase) : null;
}
