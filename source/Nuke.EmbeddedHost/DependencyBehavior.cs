namespace Nuke.Common;

/// <summary>What happens to the dependencies of a target that is skipped.</summary>
public enum DependencyBehavior
{
    Skip = 0,
    Execute = 1,
}
