using System.Text.Json;

namespace Nuke.Docker.BuildKit.Processes;

/// <summary>Finds the buildx plugin where docker would. Started directly it understands the same arguments, contexts, <c>DOCKER_HOST</c> and <c>DOCKER_CONFIG</c>, and saves what docker takes to ask all its plugins who they are: about 0.1 s a call.</summary>
public static class BuildxLocator
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

    /// <summary>The plugin that <c>docker buildx</c> would run, or <c>null</c> where only docker itself can tell.</summary>
    /// <param name="environment">Laid over this process's own: <c>PATH</c>, <c>DOCKER_CONFIG</c> and <c>HOME</c> count.</param>
    /// <remarks>Docker's order: <c>cliPluginsExtraDirs</c> of <c>config.json</c>, <c>cli-plugins</c> beside it, the system's folders; the first file decides. <c>null</c> also where <c>docker</c> is a script, because a wrapper may choose a context or be another tool altogether (podman).</remarks>
    public static string? Find(IReadOnlyDictionary<string, string?> environment) => Find("docker-buildx", environment);

    /// <summary>Likewise another plugin, such as <c>docker-compose</c>.</summary>
    internal static string? Find(string plugin, IReadOnlyDictionary<string, string?> environment)
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
            // Hardly anybody has the setting, and a JSON parser takes milliseconds to come up.
            var bytes = File.Exists(configFile) ? File.ReadAllBytes(configFile) : [];
            if (bytes.AsSpan().IndexOf("cliPluginsExtraDirs"u8) < 0)
                return folders;

            using var json = JsonDocument.Parse(bytes);
            if (json.RootElement.TryGetProperty("cliPluginsExtraDirs", out var extra))
                folders.AddRange(extra.EnumerateArray().Select(folder => folder.GetString()).OfType<string>());
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // docker warns about such a file and goes on without it.
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
