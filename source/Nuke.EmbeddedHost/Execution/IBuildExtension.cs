namespace Nuke.Common.Execution;

/// <summary>An attribute of the build class that takes part in its run through one of the <c>IOn…</c> interfaces.</summary>
public interface IBuildExtension
{
    /// <summary>Higher values run first.</summary>
    float Priority { get; }
}
