namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Follows links as BuildKit does in a context: an absolute target is relative to the root, and no link leaves the root.</summary>
internal static class RootedLink
{
    private const int MostLinks = 40;

    /// <summary>Returns the file to which a path below <paramref name="root"/> leads; <c>null</c> if it does not exist.</summary>
    public static string? Resolve(string root, string path)
    {
        var rest = new Stack<string>(Parts(path));
        var done = new List<string>();
        for (var links = 0; rest.TryPop(out var name);)
        {
            if (name == "..")
            {
                if (done.Count > 0)
                    done.RemoveAt(done.Count - 1);
                continue;
            }

            done.Add(name);
            var here = new FileInfo(Path.Combine([root, .. done]));
            if (here.LinkTarget is not { } target)
                continue;
            if (++links > MostLinks)
                return null;

            done.RemoveAt(done.Count - 1);
            if (Path.IsPathRooted(target))
                done.Clear();
            foreach (var part in Parts(target))
                rest.Push(part);
        }

        var file = Path.Combine([root, .. done]);
        return File.Exists(file) ? file : null;
    }

    private static IEnumerable<string> Parts(string path) =>
        path.Split(['/', Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();
}
