using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>
/// Gives docker a folder for its state if the user has none: <c>HOME</c> is unset, does not exist or can't be written, as for many users of containers.
/// Does the same for the folder of temporary files.
/// </summary>
internal static class UsableHome
{
    private const string Variable = "DOCKER_CONFIG";
    private const string TemporaryVariable = "TMPDIR";

    /// <summary>Sets <c>DOCKER_CONFIG</c> for this process and its children, unless docker has a usable folder.</summary>
    public static void Ensure(INukeBuild build)
    {
        EnsureTemporary(build);
        if (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable(Variable) is { Length: > 0 })
            return;
        var home = Environment.GetEnvironmentVariable("HOME");
        if (home is { Length: > 0 } && Path.IsPathRooted(home) && FolderAccess.CanCreate(Path.Combine(home, ".docker", "buildx")))
            return;
        var folder = build.TemporaryDirectory / "docker-config";
        if (FolderAccess.CanCreate(folder))
            Environment.SetEnvironmentVariable(Variable, folder);
    }

    // compose writes its metadata there, and doesn't create the folder.
    private static void EnsureTemporary(INukeBuild build)
    {
        var folder = Path.GetTempPath();
        if (OperatingSystem.IsWindows() || (Directory.Exists(folder) && FolderAccess.CanCreate(folder)))
            return;
        var other = build.TemporaryDirectory / "tmp";
        if (!FolderAccess.CanCreate(other))
            return;
        Directory.CreateDirectory(other);
        Environment.SetEnvironmentVariable(TemporaryVariable, other);
    }
}
