namespace Nuke.Docker.BuildKit.Validation.Internal;

internal static class IgnoreLines
{
    /// <summary>Whether a line of the ignore file names the folder, or one above it, as it stands or after <c>**/</c>, and no line further down takes that back. Wildcards within names are not looked at: this is for a warning.</summary>
    public static bool Name(RuleInput input, string folder)
    {
        var ignored = false;
        foreach (var line in Read(input))
        {
            var text = line.Trim();
            if (text.Length == 0 || line[0] == '#')
                continue;

            var kept = text[0] == '!';
            var pattern = text.TrimStart('!').Trim().Trim('/');
            if (Matches(pattern, folder))
                ignored = !kept;
        }

        return ignored;
    }

    private static bool Matches(string pattern, string folder)
    {
        if (pattern is "*" or "**")
            return true;
        if (pattern.StartsWith("./", StringComparison.Ordinal))
            pattern = pattern[2..];
        if (pattern.EndsWith("/**", StringComparison.Ordinal))
            pattern = pattern[..^3];
        if (pattern.StartsWith("**/", StringComparison.Ordinal))
            return $"/{folder}/".Contains($"/{pattern[3..]}/", StringComparison.Ordinal);
        return folder == pattern || folder.StartsWith($"{pattern}/", StringComparison.Ordinal);
    }

    // The Dockerfile's own ignore file replaces the context's.
    private static string[] Read(RuleInput input)
    {
        var dockerfile = input.Settings.File is { Length: > 0 } given ? input.FullPath(given) : Path.Combine(input.ContextFolder!, "Dockerfile");
        try
        {
            foreach (var file in (string[])[$"{dockerfile}.dockerignore", Path.Combine(input.ContextFolder!, ".dockerignore")])
            {
                if (File.Exists(file))
                    return File.ReadAllLines(file);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Told by the build.
        }

        return [];
    }
}
