using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Locates configuration files of the engine and of BuildKit.</summary>
internal static class ConfigurationFiles
{
    /// <summary>Returns the path of the configuration of the engine that listens on a socket; <c>null</c> if it is unknown.</summary>
    public static string? DaemonPath(string? path, string socket, IReadOnlyDictionary<string, string> environment) =>
        path ?? (socket is "/var/run/docker.sock" or "/run/docker.sock" ? "/etc/docker/daemon.json"
            : environment.Read("XDG_RUNTIME_DIR") is { } run && socket == Path.Combine(run, "docker.sock") ? Rootless(environment)
            // A private engine keeps both in one folder.
            : Path.Combine(Path.GetDirectoryName(socket) ?? "/", "daemon.json") is var beside && File.Exists(beside) ? beside : null);

    public static DoctorFile Open(string path) => new(path, Read(path));

    public static IEnumerable<DoctorFile> BuildKit(IReadOnlyDictionary<string, string> environment)
    {
        List<string> paths = ["/etc/buildkit/buildkitd.toml"];
        if (DockerContexts.ConfigDirectory(environment) is { } config)
        {
            // The default of docker buildx create.
            paths.Add(Path.Combine(config, "buildx", "buildkitd.default.toml"));
        }

        return paths.Select(Open).Where(file => file.Text is not null);
    }

    private static string? Rootless(IReadOnlyDictionary<string, string> environment) =>
        (environment.Read("XDG_CONFIG_HOME") ?? (environment.Read("HOME") is { } home ? Path.Combine(home, ".config") : null)) is { } config
            ? Path.Combine(config, "docker", "daemon.json")
            : null;

    // A file without read permission counts as unknown.
    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
