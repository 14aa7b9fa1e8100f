namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Paths within an image.</summary>
internal static class PosixPath
{
    /// <summary>Without <c>.</c>, <c>..</c>, doubled and trailing slashes; <c>.</c> for nothing.</summary>
    public static string Clean(string path)
    {
        var rooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part.Length == 0 || part == ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (!rooted)
                parts.Add(part);
        }

        var clean = string.Join('/', parts);
        return rooted ? $"/{clean}" : clean.Length == 0 ? "." : clean;
    }

    /// <summary>An absolute path, seen from a folder.</summary>
    public static string Absolute(string? folder, string path) => Clean(path.StartsWith('/') ? path : $"/{folder}/{path}");
}
