namespace Nuke.Common.Execution;

/// <summary>The summary is written, whether the build succeeded or not.</summary>
public interface IOnBuildFinished : IBuildExtension
{
    void OnBuildFinished();
}
