namespace Nuke.Docker.BuildKit.Proofs;

/// <summary>The files and the configuration of an image.</summary>
/// <param name="Files">The files, directories and links by absolute path.</param>
/// <param name="Settings">The configuration: <c>User</c>, <c>Cmd</c>, <c>Env PATH</c>, <c>Port 80/tcp</c> and so on, with their values.</param>
internal sealed record ImageSnapshot(IReadOnlyDictionary<string, ImageFile> Files, IReadOnlyDictionary<string, string> Settings);

/// <summary>A file, directory or link of an image.</summary>
/// <param name="Kind">The type of the entry: file, directory, link or device.</param>
/// <param name="Mode">Permissions as octal digits.</param>
/// <param name="Owner">Numbers of user and group.</param>
/// <param name="Content">The hash of a file, or the target of a link; empty for others.</param>
internal sealed record ImageFile(string Kind, string Mode, string Owner, string Content)
{
    /// <summary>The names of the shared libraries that a program or library needs; empty for other files.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];
}
