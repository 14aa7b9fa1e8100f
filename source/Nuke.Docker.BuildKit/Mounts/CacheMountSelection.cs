namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>The cache mounts of a Dockerfile.</summary>
/// <param name="Mounts">Those that can be carried, each folder once.</param>
/// <param name="Skipped">Those that can't, with the reason in words.</param>
public sealed record CacheMountSelection(IReadOnlyList<CacheMount> Mounts, IReadOnlyList<string> Skipped);
