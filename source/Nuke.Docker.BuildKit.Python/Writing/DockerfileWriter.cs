using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing.Internal;

namespace Nuke.Docker.BuildKit.Python.Writing;

/// <summary>Writes a Dockerfile for a Python project that makes full use of BuildKit. The user owns the file afterwards.</summary>
public static class DockerfileWriter
{
    /// <summary>The base image of a project's Dockerfile, without a digest.</summary>
    /// <param name="options">Null: the defaults.</param>
    public static string BaseImageOf(PythonProject project, DockerfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        return options?.BaseImage ?? $"python:{project.PythonVersion.Patch ?? project.PythonVersion.Chosen}-slim";
    }

    /// <summary>Writes a Dockerfile.</summary>
    /// <param name="project">The project; use <c>with</c> to correct what detection missed.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException">An option is invalid in a Dockerfile.</exception>
    public static string Write(PythonProject project, DockerfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        options ??= new();
        DockerfileChecks.Check(project, options);
        var recipe = DockerfileRecipe.For(project, options);
        var text = new DockerfileText(options.Comments);
        recipe.WriteHead(text);
        ManifestStage.Write(text, project);
        recipe.WriteBuildStages(text);
        recipe.WriteRuntimeStage(text);
        return text.ToString();
    }
}
