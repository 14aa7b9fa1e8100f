namespace Nuke.Docker.BuildKit.Progress;

/// <summary>The purpose of a vertex, derived from its name.</summary>
internal enum VertexKind
{
    /// <summary>Internal work of BuildKit, such as loading the Dockerfile, resolving a base image, or provenance; also anything unknown.</summary>
    Internal,

    /// <summary>An instruction that creates a layer: RUN, COPY, ADD, WORKDIR. It counts in the hit rate.</summary>
    Step,

    /// <summary>A <c>FROM</c>: it resolves and downloads an image, and is neither a cache hit nor a miss.</summary>
    BaseImage,

    /// <summary>Sends a build context to the engine.</summary>
    Context,

    /// <summary>Reads a cache of <c>--cache-from</c>.</summary>
    CacheImport,

    /// <summary>Writes a cache of <c>--cache-to</c>.</summary>
    CacheExport,

    /// <summary>Writes the result: image, tar, files.</summary>
    Export,
}
