namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Dependencies that are folders or files of the project.</summary>
internal static class LocalSource
{
    /// <summary>Makes the path relative to the project and records it as an input of the dependency step.</summary>
    public static PythonDependency Resolve(ProjectFacts facts, PythonDependency dependency, string directory)
    {
        var path = ProjectFiles.Combine(directory, dependency.Source!);
        if (path is null)
        {
            facts.Warn(
                "local dependency", dependency.Source!, dependency.Where,
                    "It is outside the project's folder, so it is not in the build context. Pass it as a named context, or use a parent folder as the " +
                    "context.");
            return dependency;
        }

        if (path.Length > 0 && !facts.Files.Exists(path) && !facts.Files.DirectoryExists(path))
            facts.Warn("local dependency", path, dependency.Where, "It does not exist.");
        else if (dependency.Group is null && path.Length > 0)
            facts.AddInput(path);
        return path.Length > 0
            ? dependency with { Source = path }
            // The project itself.
            : dependency with { Source = ".", Name = facts.Name ?? PackageName.Normalize(Path.GetFileName(facts.Files.Root)) };
    }
}
