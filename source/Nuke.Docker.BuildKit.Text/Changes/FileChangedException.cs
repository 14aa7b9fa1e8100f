namespace Nuke.Docker.BuildKit.Text.Changes;

/// <summary>A file was changed between the preview and the writing.</summary>
/// <param name="path">The file.</param>
public sealed class FileChangedException(string path)
    : IOException($"{path} was changed while this was being prepared, and isn't overwritten. Run the same again to see what would become of it now.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
