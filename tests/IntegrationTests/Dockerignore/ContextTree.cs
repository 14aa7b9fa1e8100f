namespace IntegrationTests.Dockerignore;

/// <summary>Lists a folder with plain file system calls: folder names end with a slash, link names with an arrow.</summary>
internal static class ContextTree
{
    /// <param name="folder">The folder; a missing one is empty.</param>
    /// <param name="sizes">Adds the size of each file.</param>
    public static IReadOnlyList<string> Of(string folder, bool sizes = false) =>
        Directory.Exists(folder) ? [.. Below(new DirectoryInfo(folder), "", sizes).Order(StringComparer.Ordinal)] : [];

    private static IEnumerable<string> Below(DirectoryInfo folder, string prefix, bool sizes)
    {
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            var path = prefix + item.Name;
            if (item.LinkTarget is not null)
            {
                yield return $"{path} ->";
            }
            else if (item is DirectoryInfo directory)
            {
                yield return $"{path}/";
                foreach (var below in Below(directory, $"{path}/", sizes))
                    yield return below;
            }
            else
            {
                yield return sizes ? $"{path} ({((FileInfo)item).Length})" : path;
            }
        }
    }
}
