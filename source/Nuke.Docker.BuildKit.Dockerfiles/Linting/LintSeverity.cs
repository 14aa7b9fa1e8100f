namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>How bad a finding is.</summary>
public enum LintSeverity
{
    /// <summary>Could be better.</summary>
    Note,

    /// <summary>Costs time, space or safety.</summary>
    Warning,

    /// <summary>The build fails, or gives away a secret.</summary>
    Error,
}
