namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>The kinds of causes.</summary>
internal enum CauseKind
{
    /// <summary>No cause was found.</summary>
    Unknown,

    /// <summary>No earlier build is known.</summary>
    FirstBuild,

    /// <summary>The content of files changed.</summary>
    FileContent,

    /// <summary>The permissions of files changed.</summary>
    FileMode,

    /// <summary>Files were added.</summary>
    FileAdded,

    /// <summary>Files were removed.</summary>
    FileRemoved,

    /// <summary>Files were renamed.</summary>
    FileRenamed,

    /// <summary>The target of a link changed, or an entry became another kind of entry.</summary>
    FileLink,

    /// <summary>The versions of packages in a lock file or a list of requirements changed.</summary>
    Packages,

    /// <summary>The value of a build argument or variable changed.</summary>
    Argument,

    /// <summary>The instruction was edited.</summary>
    Instruction,

    /// <summary>The step is new.</summary>
    NewStep,

    /// <summary>The base image is another one, or moved.</summary>
    BaseImage,

    /// <summary>The platform, the network mode or another setting of the build changed.</summary>
    Setting,

    /// <summary>The Dockerfile frontend or BuildKit changed.</summary>
    Frontend,

    /// <summary>Another builder or engine was used.</summary>
    Builder,

    /// <summary>The build ran without cache: <c>--no-cache</c>.</summary>
    NoCache,

    /// <summary>The stage was built without cache: <c>--no-cache-filter</c>.</summary>
    NoCacheFilter,

    /// <summary>An imported cache was not available.</summary>
    CacheImport,

    /// <summary>The cache of the step was deleted.</summary>
    CachePruned,

    /// <summary>An imported cache does not contain the result of the step.</summary>
    CacheNotExported,

    /// <summary>The cached result could not be used.</summary>
    CacheLost,

    /// <summary>BuildKit did not find its cached result while another build ran at the same time.</summary>
    ConcurrentBuild,

    /// <summary>The engine stopped during the last build, before the step had finished.</summary>
    EngineRestarted,

    /// <summary>The step found a cache mount empty that an earlier build had filled.</summary>
    CacheMountEmptied,

    /// <summary>The step did not finish in the last build.</summary>
    NotFinished,

    /// <summary>The step ran, because the step before it did.</summary>
    ParentStep,

    /// <summary>The step ran, because the files that it reads from another stage or image changed.</summary>
    SourceStage,

    /// <summary>A source outside of the build context may have changed: a URL, a Git repository, a named context.</summary>
    RemoteSource,

    /// <summary>The step was cached, although an input changed.</summary>
    CachedAnyway,

    /// <summary>The step was cached, although an input that is not part of BuildKit's key changed: a secret, or what its command downloads.</summary>
    OutsideKey,
}
