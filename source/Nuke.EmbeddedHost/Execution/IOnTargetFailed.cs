namespace Nuke.Common.Execution;

/// <summary>A target has failed.</summary>
public interface IOnTargetFailed : IBuildExtension
{
    void OnTargetFailed(ExecutableTarget target);
}
