namespace Nuke.Common.Execution;

/// <summary>A target has succeeded.</summary>
public interface IOnTargetSucceeded : IBuildExtension
{
    void OnTargetSucceeded(ExecutableTarget target);
}
