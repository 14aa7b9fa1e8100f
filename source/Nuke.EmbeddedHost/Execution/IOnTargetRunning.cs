namespace Nuke.Common.Execution;

/// <summary>A target is about to run.</summary>
public interface IOnTargetRunning : IBuildExtension
{
    void OnTargetRunning(ExecutableTarget target);
}
