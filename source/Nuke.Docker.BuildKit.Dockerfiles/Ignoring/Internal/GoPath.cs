namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

internal static class GoPath
{
    /// <summary>The shortest equal path, by its letters alone: no doubled or trailing slashes, no <c>.</c>, no <c>..</c> behind a name. An empty one is <c>.</c>.</summary>
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
