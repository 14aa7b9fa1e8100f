namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static class FileTree
{
    /// <summary>
    /// Deletes a folder if it is there, but nothing behind a mount point in it: where a mount could not be lifted, what lies behind
    /// it is somebody else's. What cannot be deleted stays.
    /// </summary>
    public static async Task DeleteAsync(string path)
    {
        if (Directory.Exists(path))
            await HostCommand.RunAsync("rm", ["-rf", "--one-file-system", "--", path], CancellationToken.None);
    }
}
