namespace Nuke.Docker.BuildKit.Commands.Validation;

/// <summary>What a finding means for the build.</summary>
public enum FindingSeverity
{
    /// <summary>The build will work, but not as one would wish.</summary>
    Warning,

    /// <summary>The build would fail, or silently do something else than it was told.</summary>
    Error,
}
