namespace Nuke.Common;

/// <summary>Determines if the dependencies of a skipped target run.</summary>
public enum DependencyBehavior
{
    Skip = 0,
    Execute = 1,
}
