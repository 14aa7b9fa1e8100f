using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Daemons.Internal;

/// <summary>Locates configuration files of the engine and of BuildKit.</summary>
internal static class ConfigurationFiles
{
    private const string SystemWide = "/etc/docker/daemon.json";

    /// <summary>Returns the path of the configuration of the engine that listens on a socket; <c>null</c> if it is unknown.</summary>
    /// <param name="path">The path, if it is known.</param>
    /// <param name="socket">The socket. <c>null</c>: no engine responds, or it listens on a named pipe.</param>
    /// <param name="environment">Environment variables.</param>
    public static string? DaemonPath(string? path, string? socket, IReadOnlyDictionary<string, string> environment)
    {
        if (path is not null)
            return path;
        // Docker Desktop reads the file of the user, on Linux as well.
        if (OperatingSystem.IsMacOS() || OperatingSystem.IsWindows() || socket?.EndsWith("/.docker/desktop/docker.sock", StringComparison.Ordinal) == true)
            return Desktop(environment);
        return socket is null or "/var/run/docker.sock" or "/run/docker.sock" ? SystemWide
            : environment.Read("XDG_RUNTIME_DIR") is { } run && socket == Path.Combine(run, "docker.sock") ? Rootless(environment)
            // A private engine keeps both in one folder.
            : Path.Combine(Path.GetDirectoryName(socket) ?? "/", "daemon.json") is var beside && File.Exists(beside) ? beside : null;
    }

    /// <summary>Returns the paths from which any daemon on this machine may read its configuration.</summary>
    /// <param name="environment">Environment variables that lead to the files of a rootless daemon and of Docker Desktop.</param>
    public static IEnumerable<string> DaemonPaths(IReadOnlyDictionary<string, string> environment)
    {
        string?[] paths = OperatingSystem.IsWindows()
            ? [Desktop(environment), environment.Read("ProgramData") is { } data ? Path.Combine(data, "docker", "config", "daemon.json") : null]
            : [Desktop(environment), Rootless(environment), SystemWide];
        return paths.OfType<string>();
    }

    public static ConfigurationFile Open(string path) => new(path, Read(path));

    public static IEnumerable<ConfigurationFile> BuildKit(IReadOnlyDictionary<string, string> environment)
    {
        List<string> paths = ["/etc/buildkit/buildkitd.toml"];
        if (DockerContexts.ConfigDirectory(environment) is { } config)
        {
            // The default of docker buildx create.
            paths.Add(Path.Combine(config, "buildx", "buildkitd.default.toml"));
        }

        return paths.Select(Open).Where(file => file.Text is not null);
    }

    private static string? Desktop(IReadOnlyDictionary<string, string> environment) =>
        (environment.Read("HOME") ?? environment.Read("USERPROFILE")) is { } home ? Path.Combine(home, ".docker", "daemon.json") : null;

    private static string? Rootless(IReadOnlyDictionary<string, string> environment) =>
        (environment.Read("XDG_CONFIG_HOME") ?? (environment.Read("HOME") is { } home ? Path.Combine(home, ".config") : null)) is { } config
            ? Path.Combine(config, "docker", "daemon.json")
            : null;

    // A file without read permission counts as unknown.
    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
