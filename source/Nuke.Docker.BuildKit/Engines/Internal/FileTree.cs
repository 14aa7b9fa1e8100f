namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static class FileTree
{
    /// <summary>
    /// Deletes a folder, but nothing below a mount point in it: if a file system could not be unmounted, its content belongs to others. Files that cannot
    /// be deleted stay.
    /// </summary>
    public static async Task DeleteAsync(string path)
    {
        if (Directory.Exists(path))
            await HostCommand.RunAsync("rm", ["-rf", "--one-file-system", "--", path], CancellationToken.None);
    }
}
