namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>The cache mounts of a Dockerfile.</summary>
/// <param name="Mounts">The mounts that can be copied, each folder once.</param>
/// <param name="Skipped">The mounts that cannot be copied, with the reason.</param>
public sealed record CacheMountSelection(IReadOnlyList<CacheMount> Mounts, IReadOnlyList<string> Skipped);
