namespace IntegrationTests.Dockerignore;

/// <summary>What is in a folder, asked in the simplest way there is: names with a slash behind folders and an arrow behind links.</summary>
internal static class ContextTree
{
    public static IReadOnlyList<string> Of(string folder) => Directory.Exists(folder) ? [.. Below(new DirectoryInfo(folder), "").Order(StringComparer.Ordinal)] : [];

    private static IEnumerable<string> Below(DirectoryInfo folder, string prefix)
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
                foreach (var below in Below(directory, $"{path}/"))
                    yield return below;
            }
            else
            {
                yield return path;
            }
        }
    }
}
