namespace Nuke.Common.IO;

public static class PathConstruction
{
    public static bool HasPathRoot(string path) => Path.IsPathFullyQualified(path);

    public static string? GetPathRoot(string path) => Path.GetPathRoot(path) is { Length: > 0 } root ? root : null;

    /// <summary>Joins two paths. The result is not normalized.</summary>
    /// <exception cref="ArgumentException">The second path is absolute.</exception>
    public static string Combine(string? left, string? right, char? separator = null)
    {
        Assert.False(
            right != null && Path.IsPathRooted(right),
            $"'{right}' is absolute and can't follow '{left}'. To use it unchanged, write (AbsolutePath)\"{right}\".");
        if (string.IsNullOrWhiteSpace(left) || string.IsNullOrWhiteSpace(right))
            return string.IsNullOrWhiteSpace(left) ? right ?? "" : left;
        return left.TrimEnd('/', '\\') + (separator ?? Path.DirectorySeparatorChar) + right;
    }

    /// <summary>Resolves <c>.</c> and <c>..</c>, and writes the one separator; the platform's by default.</summary>
    /// <exception cref="ArgumentException">The path leads above its root.</exception>
    public static string NormalizePath(string path, char? separator = null)
    {
        var divider = separator ?? Path.DirectorySeparatorChar;
        var root = (GetPathRoot(path) ?? "").Replace(Path.AltDirectorySeparatorChar, Path.DirectorySeparatorChar);
        var parts = new List<string>();
        foreach (var part in path[root.Length..].Split('/', '\\'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else
            {
                Assert.True(root.Length == 0, $"'{path}' leads above its root");
                parts.Add(part);
            }
        }

        var joined = string.Join(divider, parts);
        return root.Length > 0 && parts.Count > 0 && root[^1] != Path.DirectorySeparatorChar ? root + divider + joined : root + joined;
    }

    /// <summary>The path that leads from one to the other; empty if they are the same.</summary>
    public static string GetRelativePath(string basePath, string destinationPath)
        => Path.GetRelativePath(basePath, destinationPath) is var path and not "." ? path : "";

    public static RelativePath GetRelativePathTo(this AbsolutePath basePath, string destinationPath)
        => (RelativePath)GetRelativePath(basePath, destinationPath);

    public static UnixRelativePath GetUnixRelativePathTo(this AbsolutePath basePath, string destinationPath)
        => (UnixRelativePath)GetRelativePath(basePath, destinationPath);

    public static UnixRelativePath ToUnixRelativePath(this RelativePath path) => (UnixRelativePath)path.ToString();

    /// <summary>Returns true if the destination is the base path or a path below it.</summary>
    public static bool Contains(this AbsolutePath basePath, string destinationPath) => IsDescendantPath(basePath, destinationPath);

    public static bool IsDescendantPath(string basePath, string destinationPath)
    {
        var relative = Path.GetRelativePath(basePath, destinationPath);
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !HasPathRoot(relative);
    }
}
