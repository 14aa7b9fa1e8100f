namespace Nuke.Docker.BuildKit.Text.Changes;

/// <summary>The exception that is thrown if a file was changed after its change was planned.</summary>
/// <param name="path">The file.</param>
public sealed class FileChangedException(string path)
    : IOException($"{path} was changed in the meantime and is not overwritten. Run the command again to plan the change for the new file.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
