namespace Structure.Tests;

/// <summary>The files of the repository, without the output of builds.</summary>
internal static class Sources
{
    private static readonly string[] s_made = ["bin", "obj", "artifacts", "temp", ".git", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files by pattern below folders of the root, as paths relative to it with forward slashes.</summary>
    public static IEnumerable<string> Find(string pattern, params string[] folders) =>
        folders.SelectMany(folder => Walk(new DirectoryInfo(Path.Combine(Root, folder)), pattern))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string[] ReadLines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(inner => !s_made.Contains(inner.Name)).SelectMany(inner => Walk(inner, pattern)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, ".nuke")))
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} contains .nuke.");
        return folder.FullName;
    }
}
