using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>An <c>ADD</c> instruction.</summary>
internal sealed record AddInstruction(InstructionSource Source, IReadOnlyList<DockerfileWord> Sources, DockerfileWord Destination, bool Exec)
    : TransferInstruction(Source, Sources, Destination, Exec)
{
    /// <summary>The value of <c>--checksum</c>, variables not expanded.</summary>
    public string? Checksum => Flag("--checksum")?.Value;

    /// <summary>True if <c>--keep-git-dir</c> is set.</summary>
    public bool KeepGitDir => Flag("--keep-git-dir") is { } flag && !string.Equals(flag.Value, "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of <c>--unpack</c>; <c>null</c> if not set: archives from the context are unpacked, downloaded ones are not.</summary>
    public bool? Unpack => Flag("--unpack") is { } flag ? !string.Equals(flag.Value, "false", StringComparison.OrdinalIgnoreCase) : null;
}
