namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <param name="Version">The daemon's version with its packager's suffix, e.g. <c>28.5.2+dfsg4</c>.</param>
/// <param name="ApiVersion">Newest API version it speaks.</param>
/// <param name="MinimumApiVersion">Oldest API version it speaks; null where it doesn't say.</param>
/// <param name="Architecture">As Go names it: <c>amd64</c>, <c>arm64</c>.</param>
public sealed record EngineVersion(string Version, string ApiVersion, string? MinimumApiVersion, string Os, string Architecture, string? KernelVersion);
