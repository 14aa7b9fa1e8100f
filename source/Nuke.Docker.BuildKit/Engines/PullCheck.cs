namespace Nuke.Docker.BuildKit.Engines;

/// <summary>The result of <see cref="EngineClient.CheckPullAsync"/>.</summary>
/// <param name="Possible">Whether the image's registry returned a manifest.</param>
/// <param name="Reason">The engine's error message; <c>null</c> on success.</param>
public sealed record PullCheck(bool Possible, string? Reason)
{
    /// <summary>Gets whether the registry didn't respond in time, rather than refuse.</summary>
    public bool TimedOut { get; init; }
}
