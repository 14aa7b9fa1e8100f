using System.Text.Json;

namespace Nuke.Docker.BuildKit.Processes;

/// <summary>
/// Finds the buildx plugin as docker does. Started directly, the plugin accepts the same arguments, contexts, <c>DOCKER_HOST</c> and
/// <c>DOCKER_CONFIG</c>, and saves the time in which docker asks all its plugins for their metadata: about 0.1 s per call.
/// </summary>
internal static class BuildxLocator
{
    private static IEnumerable<string> SystemFolders => OperatingSystem.IsWindows()
        ? [FolderOf(Environment.SpecialFolder.CommonApplicationData), FolderOf(Environment.SpecialFolder.ProgramFiles)]
        :
        [
            "/usr/local/lib/docker/cli-plugins",
            "/usr/local/libexec/docker/cli-plugins",
            "/usr/lib/docker/cli-plugins",
            "/usr/libexec/docker/cli-plugins",
        ];

    /// <summary>Finds the plugin that <c>docker buildx</c> would run; <c>null</c> if only docker itself can determine it.</summary>
    /// <param name="environment">Overrides variables of this process. <c>PATH</c>, <c>DOCKER_CONFIG</c> and <c>HOME</c> are used.</param>
    /// <remarks>
    /// The order is that of docker: <c>cliPluginsExtraDirs</c> in <c>config.json</c>, <c>cli-plugins</c> beside that file, then the folders of the
    /// system. The result is <c>null</c> as well if <c>docker</c> is a script, because a wrapper may choose a context or run another tool (podman).
    /// </remarks>
    public static string? Find(IReadOnlyDictionary<string, string?> environment) => Find("docker-buildx", environment);

    /// <summary>Finds another plugin in the same way, such as <c>docker-compose</c>.</summary>
    public static string? Find(string plugin, IReadOnlyDictionary<string, string?> environment)
    {
        if (!IsProgram(ToolLocator.TryFind("docker", Variable(environment, "PATH"))))
            return null;

        foreach (var folder in PluginFolders(ConfigFolder(environment)))
        {
            var path = Path.Combine(folder, OperatingSystem.IsWindows() ? $"{plugin}.exe" : plugin);
            if (File.Exists(path))
                return ToolLocator.Resolve(path);
        }

        return null;
    }

    private static IEnumerable<string> PluginFolders(string? config)
    {
        if (config is null)
            return SystemFolders;

        return [.. ExtraFolders(Path.Combine(config, "config.json")), Path.Combine(config, "cli-plugins"), .. SystemFolders];
    }

    private static string? ConfigFolder(IReadOnlyDictionary<string, string?> environment)
    {
        if (Variable(environment, "DOCKER_CONFIG") is { Length: > 0 } folder)
            return folder;

        return Variable(environment, OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } home
            ? Path.Combine(home, ".docker")
            : null;
    }

    private static List<string> ExtraFolders(string configFile)
    {
        var folders = new List<string>();
        try
        {
            // The setting is rare, and loading a JSON parser takes milliseconds.
            var bytes = File.Exists(configFile) ? File.ReadAllBytes(configFile) : [];
            if (bytes.AsSpan().IndexOf("cliPluginsExtraDirs"u8) < 0)
                return folders;

            using var json = JsonDocument.Parse(bytes);
            if (json.RootElement.TryGetProperty("cliPluginsExtraDirs", out var extra))
                folders.AddRange(extra.EnumerateArray().Select(folder => folder.GetString()).OfType<string>());
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // docker warns about such a file and ignores it.
        }

        return folders;
    }

    private static bool IsProgram(string? path)
    {
        if (path is null)
            return false;

        Span<byte> start = stackalloc byte[2];
        try
        {
            using var file = File.OpenHandle(path);
            return RandomAccess.Read(file, start, 0) == start.Length && !start.SequenceEqual("#!"u8);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Variable(IReadOnlyDictionary<string, string?> environment, string name) =>
        environment.TryGetValue(name, out var value) ? value : Environment.GetEnvironmentVariable(name);

    private static string FolderOf(Environment.SpecialFolder folder) =>
        Path.Combine(Environment.GetFolderPath(folder), "Docker", "cli-plugins");
}
