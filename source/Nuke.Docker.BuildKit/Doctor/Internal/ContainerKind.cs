namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>What kind of container this machine is.</summary>
internal static class ContainerKind
{
    /// <summary><c>lxc</c>, <c>docker</c>, … as the container says itself; null: it is none, or says nothing.</summary>
    /// <param name="root">The folder of the file system.</param>
    public static string? Read(string root = "/")
    {
        // systemd leaves its name there; without systemd the first process has it among its variables.
        var name = Text(Path.Combine(root, "run/systemd/container")).Trim();
        if (name.Length == 0)
            name = Text(Path.Combine(root, "proc/1/environ")).Split('\0').FirstOrDefault(variable => variable.StartsWith("container=", StringComparison.Ordinal))?["container=".Length..] ?? "";
        return name.Length == 0 ? null : name;
    }

    private static string Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
