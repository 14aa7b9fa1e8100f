namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Status of a private engine.</summary>
/// <param name="ProcessId">Process id of the daemon; <c>null</c> if it does not run.</param>
/// <param name="Answers">Indicates that it responded to a ping.</param>
/// <param name="Host">Address for DOCKER_HOST.</param>
/// <param name="LogPath">Log of the daemon; created at the first start.</param>
internal sealed record EmbeddedEngineStatus(int? ProcessId, bool Answers, string Host, string LogPath)
{
    /// <summary>Indicates that the daemon runs and responds.</summary>
    public bool Running => ProcessId is not null && Answers;
}
