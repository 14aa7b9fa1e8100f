using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Recipe for scripts without dependencies: one stage.</summary>
internal sealed class ScriptRecipe(PythonProject project, DockerfileOptions options) : DockerfileRecipe(project, options)
{
    protected override bool InstallsProject => false;

    public override void WriteBuildStages(DockerfileText text)
    {
    }

    protected override void WriteDependencies(DockerfileText text)
    {
    }
}
