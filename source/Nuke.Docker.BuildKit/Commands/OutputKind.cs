namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Output stream of a process.</summary>
public enum OutputKind
{
    /// <summary>Standard output: results such as ids and JSON.</summary>
    StandardOutput,

    /// <summary>Standard error. docker also writes progress here, so output is not a sign of failure.</summary>
    StandardError,
}
