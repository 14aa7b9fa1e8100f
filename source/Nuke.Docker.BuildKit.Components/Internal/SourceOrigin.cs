namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Reads the address of the repository's remote from git's configuration, without starting git.</summary>
internal static class SourceOrigin
{
    /// <summary>Returns the address of <c>origin</c>. <c>null</c>: it has none.</summary>
    public static string? Read(string root)
    {
        var file = Path.Combine(root, ".git", "config");
        if (!File.Exists(file))
            return null;
        return File.ReadLines(file)
            .SkipWhile(line => line.Trim() != "[remote \"origin\"]")
            .Skip(1)
            .TakeWhile(line => !line.TrimStart().StartsWith('['))
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .FirstOrDefault(parts => parts is ["url", _])?[1];
    }
}
