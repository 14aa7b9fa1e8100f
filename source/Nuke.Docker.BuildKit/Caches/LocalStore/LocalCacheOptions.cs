using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>What a build does for local caches beyond its own.</summary>
public sealed record LocalCacheOptions
{
    /// <summary>The folder of which all local caches, at any depth, count for <see cref="Limit"/>. <c>null</c>: those of other builds are left alone.</summary>
    public string? Directory { get; init; }

    /// <summary>The most that the caches in <see cref="Directory"/> may take after a build; those used longest ago are deleted until they do. <c>null</c>: no limit.</summary>
    public ByteSize? Limit { get; init; }

    /// <summary>Whether the content of every blob is read before a build, which costs the whole cache each time. Otherwise what is large and older than the last build is trusted if its size is right.</summary>
    public bool Verify { get; init; }
}
