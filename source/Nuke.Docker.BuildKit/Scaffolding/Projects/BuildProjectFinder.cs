namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>Finds the project of a repository's NUKE build by its default name.</summary>
internal static class BuildProjectFinder
{
    private const string Name = "_build.csproj";

    /// <summary>
    /// Returns the path of <c>_build.csproj</c> in the folder <c>build</c>, the root, or another folder of the root; <c>null</c> if it does not exist.
    /// </summary>
    public static string? Find(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        return new[] { Path.Combine(root, "build", Name), Path.Combine(root, Name) }.FirstOrDefault(File.Exists)
            ?? Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
    }
}
