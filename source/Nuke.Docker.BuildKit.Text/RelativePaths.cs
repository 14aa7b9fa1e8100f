namespace Nuke.Docker.BuildKit.Text;

/// <summary>Computes relative paths.</summary>
internal static class RelativePaths
{
    /// <summary>
    /// Returns a path relative to a directory, with forward slashes, <c>.</c> for the directory itself; <c>null</c> if the path is outside. A name may begin
    /// with two dots.
    /// </summary>
    public static string? Within(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? null
            : relative.Replace(Path.DirectorySeparatorChar, '/').TrimEnd('/');
    }

    /// <summary>Returns the same path, but <c>null</c> for the directory itself, too.</summary>
    public static string? Below(string folder, string path) => Within(folder, path) is { } relative and not "." ? relative : null;
}
