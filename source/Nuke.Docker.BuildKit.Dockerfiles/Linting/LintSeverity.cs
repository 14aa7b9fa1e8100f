namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>The severity of a finding.</summary>
public enum LintSeverity
{
    /// <summary>A possible improvement.</summary>
    Note,

    /// <summary>A mistake that costs time, space or security.</summary>
    Warning,

    /// <summary>A mistake that fails the build or reveals a secret.</summary>
    Error,
}
