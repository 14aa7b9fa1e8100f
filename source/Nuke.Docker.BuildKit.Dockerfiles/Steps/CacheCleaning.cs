namespace Nuke.Docker.BuildKit.Dockerfiles.Steps;

/// <summary>
/// Finds commands that empty a tool's cache after an install. Without a cache mount they keep the cache out of the image. With one they delete it
/// for the next build, and a command that removes the directory itself fails because a mount is busy.
/// </summary>
internal static class CacheCleaning
{
    /// <summary>Returns the command of a step that empties a cache directory; <c>null</c> if no command does.</summary>
    public static string? Of(RunStep step, PackageTool tool, string folder) =>
        step.Commands.FirstOrDefault(command => Clears(command, tool) || Removes(command, folder, step.User.Home))?.Text;

    private static bool Clears(ShellCommand command, PackageTool tool) => tool.Name switch
    {
        "apt" => command.Program is "apt-get" or "apt" && command.Has("clean", "autoclean", "distclean"),
        "conda" => command.Program is "conda" or "mamba" or "micromamba" && command.Words.Contains("clean"),
        _ => command.Words.Contains("cache")
            && command.Has("purge", "clean", "clear")
            && command.Words.Any(word => word[(word.LastIndexOf('/') + 1)..].StartsWith(tool.Name, StringComparison.Ordinal)),
    };

    private static bool Removes(ShellCommand command, string folder, string home) =>
        (command.Program == "rm" || (command.Program == "find" && command.Has("-delete")))
        && command.Arguments.Any(word => Covers(Place(word, home), folder));

    private static bool Covers(string path, string folder)
    {
        // The variable may contain the directory.
        if (path.Contains('$', StringComparison.Ordinal))
            return path.Contains(".cache", StringComparison.Ordinal);
        var star = path.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0)
            return star > 1 && $"{folder}/".StartsWith(path[..star], StringComparison.Ordinal);
        path = path.TrimEnd('/');
        return path.StartsWith('/')
            && ($"{folder}/".StartsWith($"{path}/", StringComparison.Ordinal) || path.StartsWith($"{folder}/", StringComparison.Ordinal));
    }

    private static string Place(string word, string home)
    {
        foreach (var name in (string[])["~", "$HOME", "${HOME}"])
        {
            if (word == name || word.StartsWith($"{name}/", StringComparison.Ordinal))
                return home + word[name.Length..];
        }

        return word;
    }
}
