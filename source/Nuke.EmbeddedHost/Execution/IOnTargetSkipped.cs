namespace Nuke.Common.Execution;

/// <summary>A target was skipped.</summary>
public interface IOnTargetSkipped : IBuildExtension
{
    void OnTargetSkipped(ExecutableTarget target);
}
