namespace Nuke.Docker.BuildKit.Progress;

/// <summary>What a vertex is for, told from its name.</summary>
public enum VertexKind
{
    /// <summary>BuildKit's own work: loading the Dockerfile, resolving a base image, provenance. Also what isn't known here.</summary>
    Internal,

    /// <summary>An instruction of the Dockerfile that makes a layer: RUN, COPY, ADD, WORKDIR. Counts in the hit rate.</summary>
    Step,

    /// <summary>A <c>FROM</c>: it resolves and downloads an image and is no cache hit or miss of the build.</summary>
    BaseImage,

    /// <summary>Sends a build context to the engine.</summary>
    Context,

    /// <summary>Reads a cache given by <c>--cache-from</c>.</summary>
    CacheImport,

    /// <summary>Writes a cache asked for by <c>--cache-to</c>.</summary>
    CacheExport,

    /// <summary>Writes the result: image, tar, files.</summary>
    Export,
}
