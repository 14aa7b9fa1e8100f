namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Version of an engine and of its API.</summary>
/// <param name="Version">Version of the daemon with the packager's suffix, such as <c>28.5.2+dfsg4</c>.</param>
/// <param name="ApiVersion">Newest supported version of the API.</param>
/// <param name="MinimumApiVersion">Oldest supported version of the API; <c>null</c> if it is not reported.</param>
/// <param name="Architecture">Architecture as Go names it: <c>amd64</c>, <c>arm64</c>.</param>
public sealed record EngineVersion(string Version, string ApiVersion, string? MinimumApiVersion, string Os, string Architecture, string? KernelVersion);
