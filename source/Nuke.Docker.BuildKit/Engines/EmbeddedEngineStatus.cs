namespace Nuke.Docker.BuildKit.Engines;

/// <param name="ProcessId">The daemon's process; null where none is alive.</param>
/// <param name="Answers">Whether it answered a ping.</param>
/// <param name="Host">The address for DOCKER_HOST.</param>
/// <param name="LogPath">The daemon's log; exists once it was started.</param>
public sealed record EmbeddedEngineStatus(int? ProcessId, bool Answers, string Host, string LogPath)
{
    public bool Running => ProcessId is not null && Answers;
}
