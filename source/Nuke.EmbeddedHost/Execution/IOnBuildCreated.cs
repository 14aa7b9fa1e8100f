namespace Nuke.Common.Execution;

/// <summary>Parameters have their values; nothing is planned yet.</summary>
public interface IOnBuildCreated : IBuildExtension
{
    void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets);
}
