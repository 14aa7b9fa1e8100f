namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Dependencies that are folders or files of the repository.</summary>
internal static class LocalSource
{
    /// <summary>Makes the path relative to the project and records it as an input of the dependency step.</summary>
    /// <param name="facts">The project.</param>
    /// <param name="dependency">The dependency, with its path relative to the project's folder.</param>
    public static PythonDependency Resolve(ProjectFacts facts, PythonDependency dependency)
    {
        // ../lib#egg=lib.
        var path = facts.Locate("", dependency.Source!.Split('#')[0]);
        if (Problem(facts, path) is { } problem)
        {
            facts.Warn("local dependency", dependency.Source!, dependency.Where, problem);
            return dependency;
        }

        if (path is "")
            // The project itself.
            return dependency with { Source = ".", Name = facts.Name ?? PackageName.Normalize(Path.GetFileName(facts.Files.Root)) };
        if (!facts.Files.Exists(path!) && !facts.Files.DirectoryExists(path!))
            facts.Warn("local dependency", path!, dependency.Where, "It does not exist.");
        else if (dependency.Group is null)
            facts.AddInput(path!, dependency.Where);
        return dependency with { Source = path };
    }

    /// <summary>Returns the reason why no Dockerfile can install from a path; null: it can.</summary>
    /// <param name="facts">The project.</param>
    /// <param name="path">The path, relative to the project's folder; null: it is outside the repository.</param>
    public static string? Problem(ProjectFacts facts, string? path)
    {
        if (path is null)
            return "It is outside the repository, so no build context contains it. Move it into the repository, or install it from Git or an index.";
        if (path == ".." || path.EndsWith("/..", StringComparison.Ordinal))
            return "It contains the project, so each change of code would install it again. Move the library into a folder of its own.";
        if (ProjectFiles.IsOutside(path) && facts.Workspace is not null)
            return "It is outside the member's folder. Make it a member of the workspace, and its source { workspace = true }.";
        return null;
    }
}
