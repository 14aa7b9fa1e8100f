namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>The severity of a finding.</summary>
public enum PythonFindingLevel
{
    /// <summary>A detected value and its source; no action needed.</summary>
    Fact,

    /// <summary>A problem to review: a conflict, a credential in a file, a skipped file.</summary>
    Warning,
}
