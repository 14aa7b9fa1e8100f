namespace Nuke.Docker.BuildKit.Engines;

/// <param name="Possible">Whether the image's registry answered with a manifest.</param>
/// <param name="Reason">The daemon's own words where it did not; null where it did.</param>
public sealed record PullCheck(bool Possible, string? Reason)
{
    /// <summary>Whether no answer came in time, rather than a refusal.</summary>
    public bool TimedOut { get; init; }
}
