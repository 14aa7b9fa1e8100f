namespace Nuke.Docker.BuildKit.Settings;

/// <summary>A cache to read: <c>--cache-from</c>.</summary>
public abstract record CacheFrom : CacheEntry;
