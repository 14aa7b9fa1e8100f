namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>Finds the project of a repository's NUKE build by its usual name.</summary>
public static class BuildProjectFinder
{
    private const string Name = "_build.csproj";

    /// <summary>The path of <c>_build.csproj</c> in the folder <c>build</c>, at the root, or in another folder of the root; null: there is none.</summary>
    public static string? Find(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        return new[] { Path.Combine(root, "build", Name), Path.Combine(root, Name) }.FirstOrDefault(File.Exists)
            ?? Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
    }
}
