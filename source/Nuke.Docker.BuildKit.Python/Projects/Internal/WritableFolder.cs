namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>A folder that a program writes to.</summary>
/// <param name="Path">Relative to the working folder, empty for this folder itself; or absolute.</param>
/// <param name="Where">The code that writes.</param>
/// <param name="IsCopied">True if the sources contain it: COPY gives it back to root.</param>
internal sealed record WritableFolder(string Path, SourceLocation Where, bool IsCopied = true)
{
    /// <summary>True if code is in it, which a volume would hide: a new image would start the old code.</summary>
    public bool HoldsCode { get; init; }

    /// <summary>True if a setting or an address says that a SQLite database is in it.</summary>
    public bool HoldsDatabase { get; init; }
}
