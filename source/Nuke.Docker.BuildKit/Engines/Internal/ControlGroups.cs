namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static class ControlGroups
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>Removes the empty groups named <paramref name="name" />, of every controller (version 1) or of the single tree (version 2).</summary>
    public static void Remove(string name)
    {
        if (!Directory.Exists(Root))
            return;

        foreach (var parent in Directory.EnumerateDirectories(Root).Prepend(Root))
            RemoveTree(Path.Combine(parent, name));
    }

    private static void RemoveTree(string directory)
    {
        if (!Directory.Exists(directory))
            return;

        try
        {
            // The kernel owns the files in the folders; only the folders can be removed.
            Directory.EnumerateDirectories(directory).ToList().ForEach(RemoveTree);
            NativeMethods.TryRemoveDirectory(directory);
        }
        catch (IOException)
        {
            // The group is still in use; it costs nothing.
        }
    }
}
