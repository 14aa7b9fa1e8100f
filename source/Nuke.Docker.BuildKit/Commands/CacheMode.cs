namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Which steps a cache export holds.</summary>
public enum CacheMode
{
    /// <summary>Only those whose layers are in the result. Of a build in several stages, the earlier stages are missing.</summary>
    Min,

    /// <summary>All steps of all stages.</summary>
    Max,
}
