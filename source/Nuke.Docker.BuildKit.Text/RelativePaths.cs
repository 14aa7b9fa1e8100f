namespace Nuke.Docker.BuildKit.Text;

/// <summary>Paths as they are within a folder.</summary>
internal static class RelativePaths
{
    /// <summary>The path of something within a folder, with forward slashes, <c>.</c> for the folder itself; null where it is elsewhere. A name that only begins with two dots is within.</summary>
    public static string? Within(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? null
            : relative.Replace(Path.DirectorySeparatorChar, '/').TrimEnd('/');
    }

    /// <summary>The same, and null for the folder itself, too.</summary>
    public static string? Below(string folder, string path) => Within(folder, path) is { } relative and not "." ? relative : null;
}
