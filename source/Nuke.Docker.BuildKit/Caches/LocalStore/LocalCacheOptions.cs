using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>Options for the local caches of a build.</summary>
public sealed record LocalCacheOptions
{
    /// <summary>The folder that <see cref="Limit"/> applies to, with local caches at any depth. <c>null</c>: no limit applies.</summary>
    public string? Directory { get; init; }

    /// <summary>
    /// The size that the caches in <see cref="Directory"/> may have after a build. The least recently used ones are deleted until they fit.
    /// <c>null</c>: no limit.
    /// </summary>
    public ByteSize? Limit { get; init; }

    /// <summary>
    /// True to read every blob before a build. By default, a large blob that is older than the last build is trusted if it has the right size.
    /// </summary>
    public bool Verify { get; init; }

    /// <summary>
    /// The key of the caches, also of those in registries: images are signed with it after an export, and images without its signature are not imported.
    /// Empty: nothing is signed, and everything is imported.
    /// </summary>
    public ReadOnlyMemory<byte> Key { get; init; }
}
