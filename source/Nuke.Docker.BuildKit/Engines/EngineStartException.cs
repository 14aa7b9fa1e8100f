namespace Nuke.Docker.BuildKit.Engines;

/// <summary>The embedded engine did not come up.</summary>
/// <param name="reason">What happened, in a sentence.</param>
/// <param name="logPath">The daemon's whole log.</param>
/// <param name="lastLines">The log's last lines.</param>
public sealed class EngineStartException(string reason, string logPath, string lastLines)
    : Exception($"{reason} Its log ({logPath}) ends with:\n{lastLines}")
{
    public string LogPath { get; } = logPath;

    public string LastLines { get; } = lastLines;
}
