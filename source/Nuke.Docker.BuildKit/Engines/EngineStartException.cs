namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Thrown if the private engine does not start.</summary>
/// <param name="reason">Reason, as a sentence.</param>
/// <param name="logPath">Path of the daemon's log.</param>
/// <param name="lastLines">Last lines of the log.</param>
public sealed class EngineStartException(string reason, string logPath, string lastLines)
    : Exception($"{reason} Its log ({logPath}) ends with:\n{lastLines}")
{
    /// <summary>Path of the daemon's log.</summary>
    public string LogPath { get; } = logPath;

    /// <summary>Last lines of the log.</summary>
    public string LastLines { get; } = lastLines;
}
