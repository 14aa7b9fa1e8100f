using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Where configurations lie.</summary>
internal static class ConfigurationFiles
{
    /// <summary>The configuration of the engine that listens on a socket; null where nobody can tell which it is.</summary>
    public static DoctorFile? Daemon(string? path, string socket, IReadOnlyDictionary<string, string> environment)
    {
        path ??= socket is "/var/run/docker.sock" or "/run/docker.sock" ? "/etc/docker/daemon.json"
            : environment.Read("XDG_RUNTIME_DIR") is { } run && socket == Path.Combine(run, "docker.sock") ? Rootless(environment)
            // A private engine has both in one folder.
            : Path.Combine(Path.GetDirectoryName(socket) ?? "/", "daemon.json") is var beside && File.Exists(beside) ? beside : null;
        return path is null ? null : new DoctorFile(path, Read(path));
    }

    public static IEnumerable<DoctorFile> BuildKit(IReadOnlyDictionary<string, string> environment)
    {
        List<string> paths = ["/etc/buildkit/buildkitd.toml"];
        if (DockerContexts.ConfigDirectory(environment) is { } config)
        {
            // What docker buildx create takes where it is told of no file.
            paths.Add(Path.Combine(config, "buildx", "buildkitd.default.toml"));
        }

        return paths.Select(path => new DoctorFile(path, Read(path))).Where(file => file.Text is not null);
    }

    private static string? Rootless(IReadOnlyDictionary<string, string> environment) =>
        (environment.Read("XDG_CONFIG_HOME") ?? (environment.Read("HOME") is { } home ? Path.Combine(home, ".config") : null)) is { } config ? Path.Combine(config, "docker", "daemon.json") : null;

    // One that may not be read is as one that isn't there: nothing is known of it.
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
