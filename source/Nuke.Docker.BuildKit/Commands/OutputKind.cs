namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Output stream of a process.</summary>
public enum OutputKind
{
    /// <summary>Results: ids, JSON.</summary>
    StandardOutput,

    /// <summary>Everything else. docker writes progress here, so output is not a sign of failure.</summary>
    StandardError,
}
