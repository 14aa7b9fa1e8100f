namespace Nuke.Docker.BuildKit.Commands.Validation;

/// <summary>Severity of a finding.</summary>
internal enum FindingSeverity
{
    /// <summary>The build works, but probably not as intended.</summary>
    Warning,

    /// <summary>The build would fail or silently ignore a setting.</summary>
    Error,
}
