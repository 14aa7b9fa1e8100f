namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Result of <see cref="EngineClient.CheckPullAsync"/>.</summary>
/// <param name="Possible">Indicates that the image's registry returned a manifest.</param>
/// <param name="Reason">The engine's error message; <c>null</c> on success.</param>
internal sealed record PullCheck(bool Possible, string? Reason)
{
    /// <summary>Indicates that the registry did not respond in time, rather than refuse.</summary>
    public bool TimedOut { get; init; }
}
