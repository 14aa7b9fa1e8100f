namespace Nuke.Common;

/// <summary>The parts of the host's own output, each of which <see cref="DisableDefaultOutputAttribute"/> can turn off.</summary>
public enum DefaultOutput
{
    Logo = 0,
    TargetHeader = 1,
    TargetCollapse = 2,
    ErrorsAndWarnings = 3,
    TargetOutcome = 4,
    BuildOutcome = 5,
    Timestamps = 6,
}
