namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Detects the kind of container that this machine is.</summary>
internal static class ContainerKind
{
    /// <summary>Returns <c>lxc</c>, <c>docker</c>, … as the container reports it; <c>null</c> outside a container, or if it reports nothing.</summary>
    /// <param name="root">Root folder of the file system.</param>
    public static string? Read(string root = "/")
    {
        // systemd writes its name here; without systemd it is a variable of the first process.
        var name = Text(Path.Combine(root, "run/systemd/container")).Trim();
        if (name.Length == 0)
        {
            var variables = Text(Path.Combine(root, "proc/1/environ")).Split('\0');
            name = variables.FirstOrDefault(variable => variable.StartsWith("container=", StringComparison.Ordinal))?["container=".Length..] ?? "";
        }
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
