namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>What a finding asks of the reader.</summary>
public enum PythonFindingLevel
{
    /// <summary>What was found, and where: nothing to do.</summary>
    Fact,

    /// <summary>Something that the project's owner should look at: a conflict, a credential in a file, a file that was skipped.</summary>
    Warning,
}
