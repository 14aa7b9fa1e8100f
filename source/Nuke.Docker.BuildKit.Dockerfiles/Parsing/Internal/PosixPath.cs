namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Computes paths within an image.</summary>
internal static class PosixPath
{
    /// <summary>Removes <c>.</c>, <c>..</c>, repeated and trailing slashes; <c>.</c> if nothing remains.</summary>
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

    /// <summary>Returns the absolute path of a path relative to a directory.</summary>
    public static string Absolute(string? folder, string path) => Clean(path.StartsWith('/') ? path : $"/{folder}/{path}");
}
