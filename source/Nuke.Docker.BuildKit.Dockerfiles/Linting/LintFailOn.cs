namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>From which findings on a build fails.</summary>
public enum LintFailOn
{
    /// <summary>Errors only.</summary>
    Error,

    /// <summary>Warnings and errors.</summary>
    Warning,

    /// <summary>Nothing that is found.</summary>
    Never,
}
