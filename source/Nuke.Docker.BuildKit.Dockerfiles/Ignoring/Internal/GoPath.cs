namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

internal static class GoPath
{
    /// <summary>
    /// Returns the shortest equivalent path, without file access: no repeated or trailing slashes, no <c>.</c>, no <c>..</c> after a name. An empty path is
    /// <c>.</c>.
    /// </summary>
    public static string Clean(string path)
    {
        var rooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != ".." || (parts.Count == 0 && !rooted) || (parts.Count > 0 && parts[^1] == ".."))
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
        }

        var joined = string.Join('/', parts);
        return rooted ? $"/{joined}" : joined.Length == 0 ? "." : joined;
    }
}
