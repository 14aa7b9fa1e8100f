namespace Nuke.Docker.BuildKit.Faults;

/// <summary>Kinds of build failures. Each kind has an exit code in <see cref="DockerExitCode"/> and its <see cref="DockerBuildException"/>.</summary>
public enum DockerFaultKind
{
    /// <summary>The Dockerfile does not exist.</summary>
    DockerfileMissing,

    /// <summary>The Dockerfile or <c>.dockerignore</c> has a syntax error. The message states file and line.</summary>
    DockerfileSyntax,

    /// <summary><c>--target</c> names a stage that the Dockerfile doesn't have.</summary>
    UnknownStage,

    /// <summary>A <c>RUN</c> failed. The message contains the step, its last lines and the command.</summary>
    StepFailed,

    /// <summary><c>COPY</c> or <c>ADD</c> names a file that neither the build context nor the stage contains.</summary>
    MissingContextFile,

    /// <summary>The folder of the build context does not exist.</summary>
    ContextMissing,

    /// <summary>A base image can't be pulled.</summary>
    BaseImageUnavailable,

    /// <summary>A step requires a secret that the build wasn't given, or the file of a secret does not exist.</summary>
    SecretMissing,

    /// <summary>The image was built, but the registry rejected it.</summary>
    PushFailed,

    /// <summary>The build class has no image with the requested name.</summary>
    UnknownImage,

    /// <summary>The folder of the exported cache can't be written.</summary>
    CacheUnwritable,

    /// <summary>The image was built, but its cache couldn't be exported.</summary>
    CacheExportFailed,

    /// <summary>An imported cache is damaged or incomplete.</summary>
    CacheImportCorrupt,

    /// <summary>The import of a cache stalled.</summary>
    CacheImportStalled,

    /// <summary>Cache mounts couldn't be exported or imported.</summary>
    CacheMounts,

    /// <summary>The build cache of the engine lacks a layer, blob or snapshot that it refers to.</summary>
    EngineStoreCorrupt,

    /// <summary>No engine responds, and none can be started on this machine.</summary>
    EngineUnavailable,

    /// <summary>The engine went away during the build and didn't come back.</summary>
    EngineLost,

    /// <summary>The disk of the engine or of the cache folder is full.</summary>
    DiskFull,

    /// <summary>BuildKit internal solver error. The same command usually succeeds.</summary>
    SolverFlake,

    /// <summary>BuildKit reported an unknown error. The message quotes it in full.</summary>
    Unknown,

    /// <summary>The build was canceled, for example with Ctrl+C.</summary>
    Canceled,
}
