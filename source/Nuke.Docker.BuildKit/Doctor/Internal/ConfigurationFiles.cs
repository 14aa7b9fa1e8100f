using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Where configurations lie.</summary>
internal static class ConfigurationFiles
{
    public static DoctorFile Daemon(string? path, IReadOnlyDictionary<string, string> environment)
    {
        var home = environment.Read("XDG_CONFIG_HOME") ?? (environment.Read("HOME") is { } own ? Path.Combine(own, ".config") : null);
        var rootless = home is null ? null : Path.Combine(home, "docker", "daemon.json");
        path ??= !Environment.IsPrivilegedProcess && File.Exists(rootless) ? rootless : "/etc/docker/daemon.json";
        return new DoctorFile(path, Read(path));
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
