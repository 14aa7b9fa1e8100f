namespace Nuke.Docker.BuildKit.Settings;

/// <summary>A cache to write: <c>--cache-to</c>. No location can be written to by two builds or platforms: the later one replaces the earlier.</summary>
public abstract record CacheTo : CacheEntry;
