namespace Nuke.Docker.BuildKit.Commands;

/// <summary>How the layers of a cache export are compressed.</summary>
public enum CacheCompression
{
    /// <summary>Not at all: fastest to write, largest to send.</summary>
    Uncompressed,

    /// <summary>BuildKit's default; levels 0–9.</summary>
    Gzip,

    /// <summary>gzip whose files can be fetched one by one; levels 0–9.</summary>
    Estargz,

    /// <summary>Smaller and faster than gzip; levels 0–22.</summary>
    Zstd,
}
