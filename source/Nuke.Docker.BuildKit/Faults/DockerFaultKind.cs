namespace Nuke.Docker.BuildKit.Faults;

/// <summary>What a failing build means. Each kind has its exit code in <see cref="DockerExitCode"/> and its <see cref="DockerBuildException"/>.</summary>
public enum DockerFaultKind
{
    /// <summary>There is no Dockerfile where one was looked for.</summary>
    DockerfileMissing,

    /// <summary>The Dockerfile can't be understood; file and line are known.</summary>
    DockerfileSyntax,

    /// <summary><c>--target</c> names a stage that the Dockerfile doesn't have.</summary>
    UnknownStage,

    /// <summary>A RUN ended with another exit code than 0.</summary>
    StepFailed,

    /// <summary>COPY or ADD wants a file that neither the context nor the named stage has.</summary>
    MissingContextFile,

    /// <summary>The folder of the build context doesn't exist.</summary>
    ContextMissing,

    /// <summary>An image that the Dockerfile builds on can't be had.</summary>
    BaseImageUnavailable,

    /// <summary>A step requires a secret that the build wasn't given, or the secret's file doesn't exist.</summary>
    SecretMissing,

    /// <summary>The image was built; the registry didn't take it.</summary>
    PushFailed,

    /// <summary>The build class has no image of the name that was asked for.</summary>
    UnknownImage,

    /// <summary>The folder for the exported cache can't be written.</summary>
    CacheUnwritable,

    /// <summary>The image was built; its cache could not be written.</summary>
    CacheExportFailed,

    /// <summary>An imported cache names content that it doesn't have or that is damaged.</summary>
    CacheImportCorrupt,

    /// <summary>A cache to import can't be read because whoever has it doesn't answer.</summary>
    CacheImportStalled,

    /// <summary>The engine's own build cache lacks something that it counts on.</summary>
    EngineStoreCorrupt,

    /// <summary>No engine answers.</summary>
    EngineUnavailable,

    /// <summary>The engine went away during the build.</summary>
    EngineLost,

    /// <summary>There is no space left, for the engine or for the cache folder.</summary>
    DiskFull,

    /// <summary>BuildKit's solver stumbled over itself; the same command mostly succeeds.</summary>
    SolverFlake,

    /// <summary>BuildKit failed in a way that isn't known here.</summary>
    Unknown,

    /// <summary>The build was canceled, as by Ctrl+C.</summary>
    Canceled,
}
