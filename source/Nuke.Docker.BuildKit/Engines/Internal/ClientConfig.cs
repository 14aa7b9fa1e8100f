namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>A DOCKER_CONFIG folder with the downloaded plugins and the user's own configuration.</summary>
internal static class ClientConfig
{
    /// <summary>
    /// Creates links instead of copies: the user's credentials stay in one file, and a new login takes effect immediately.
    /// </summary>
    public static void Write(string directory, EnginePackageSet packages, string? userConfig)
    {
        var plugins = Path.Combine(directory, "cli-plugins");
        PrivateDirectory.Ensure(directory);
        Directory.CreateDirectory(plugins);

        foreach (var plugin in Directory.EnumerateFiles(packages.PluginDirectory, "docker-*"))
            Link(Path.Combine(plugins, Path.GetFileName(plugin)), plugin);

        if (userConfig is null || Path.GetFullPath(userConfig) == Path.GetFullPath(directory))
            return;

        // The configuration may name one of the contexts as the current one.
        foreach (var own in new[] { "config.json", "contexts" }.Where(_ => Path.Exists(Path.Combine(userConfig, _))))
            Link(Path.Combine(directory, own), Path.Combine(userConfig, own));
    }

    private static void Link(string link, string target)
    {
        if (new FileInfo(link).LinkTarget == target)
            return;

        File.Delete(link);
        File.CreateSymbolicLink(link, target);
    }
}
