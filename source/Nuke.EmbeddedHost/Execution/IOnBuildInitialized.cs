namespace Nuke.Common.Execution;

/// <summary>The plan is known; nothing has run yet.</summary>
public interface IOnBuildInitialized : IBuildExtension
{
    void OnBuildInitialized(IReadOnlyCollection<ExecutableTarget> executableTargets, IReadOnlyCollection<ExecutableTarget> executionPlan);
}
