namespace Nuke.Common.Execution;

/// <summary>A target has reported a pair for the summary.</summary>
public interface IOnTargetSummaryUpdated : IBuildExtension
{
    void OnTargetSummaryUpdated(INukeBuild build, ExecutableTarget target);
}
