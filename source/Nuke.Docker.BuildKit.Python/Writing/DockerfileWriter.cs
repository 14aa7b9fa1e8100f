using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing.Internal;

namespace Nuke.Docker.BuildKit.Python.Writing;

/// <summary>Writes the Dockerfile that fits a Python project, as a person would who knows BuildKit well. From then on it is the user's.</summary>
public static class DockerfileWriter
{
    /// <summary>The image that a project's Dockerfile starts from, without a digest.</summary>
    /// <param name="options">Null: the defaults.</param>
    public static string BaseImageOf(PythonProject project, DockerfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        return options?.BaseImage ?? $"python:{project.PythonVersion.Chosen}-slim";
    }

    /// <summary>The Dockerfile's text, with line feeds.</summary>
    /// <param name="project">What the project is; edit a copy of it (<c>with</c>) to say what detection couldn't.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException">An option can't stand in a Dockerfile.</exception>
    public static string Write(PythonProject project, DockerfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        options ??= new();
        DockerfileChecks.Check(project, options);
        var recipe = DockerfileRecipe.For(project, options);
        var text = new DockerfileText(options.Comments);
        recipe.WriteHead(text);
        recipe.WriteBuildStages(text);
        recipe.WriteRuntimeStage(text);
        return text.ToString();
    }
}
