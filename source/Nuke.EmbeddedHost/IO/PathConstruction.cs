namespace Nuke.Common.IO;

public static class PathConstruction
{
    public static bool HasPathRoot(string path) => Path.IsPathFullyQualified(path);

    public static string? GetPathRoot(string path) => Path.GetPathRoot(path) is { Length: > 0 } root ? root : null;

    public static string Combine(string left, string right, char? separator = null)
        => HasPathRoot(right) ? right : NormalizePath(Path.Combine(left, right), separator);

    /// <summary>Resolves <c>.</c> and <c>..</c> as far as they can be, and writes the one separator; the platform's by default.</summary>
    public static string NormalizePath(string path, char? separator = null)
    {
        var divider = separator ?? Path.DirectorySeparatorChar;
        var root = GetPathRoot(path) ?? "";
        var parts = new List<string>();
        foreach (var part in path[root.Length..].Split('/', '\\'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (root.Length == 0)
                parts.Add(part);
        }

        return root + string.Join(divider, parts);
    }

    public static string GetRelativePath(string basePath, string destinationPath) => Path.GetRelativePath(basePath, destinationPath);

    public static RelativePath GetRelativePathTo(this AbsolutePath basePath, string destinationPath)
        => (RelativePath)GetRelativePath(basePath, destinationPath);

    public static UnixRelativePath GetUnixRelativePathTo(this AbsolutePath basePath, string destinationPath)
        => (UnixRelativePath)GetRelativePath(basePath, destinationPath);

    public static UnixRelativePath ToUnixRelativePath(this RelativePath path) => (UnixRelativePath)path.ToString();

    /// <summary>Whether the destination is the base path or lies in it.</summary>
    public static bool Contains(this AbsolutePath basePath, string destinationPath) => IsDescendantPath(basePath, destinationPath);

    public static bool IsDescendantPath(string basePath, string destinationPath)
    {
        var relative = Path.GetRelativePath(basePath, destinationPath);
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !HasPathRoot(relative);
    }
}
