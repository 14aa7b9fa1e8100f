namespace Nuke.Docker.BuildKit.Faults;

/// <summary>
/// Exit codes of a process whose build failed, one for each <see cref="DockerFaultKind"/>, and one of the doctor's own. 10–19: the build's own files; 20–29: caches;
/// 30–39: the engine. They keep clear of 0, 1, 2, 100, 102, 126–129 and 255, which shells, buildx and build hosts use.
/// </summary>
public enum DockerExitCode
{
    /// <summary>The build succeeded.</summary>
    Success = 0,

    /// <summary>There is no Dockerfile where one was looked for.</summary>
    DockerfileMissing = 10,

    /// <summary>The Dockerfile can't be understood; file and line are known.</summary>
    DockerfileSyntax = 11,

    /// <summary><c>--target</c> names a stage that the Dockerfile doesn't have.</summary>
    UnknownStage = 12,

    /// <summary>A RUN ended with another exit code than 0.</summary>
    StepFailed = 13,

    /// <summary>COPY or ADD wants a file that neither the context nor the named stage has.</summary>
    MissingContextFile = 14,

    /// <summary>The folder of the build context doesn't exist.</summary>
    ContextMissing = 15,

    /// <summary>An image that the Dockerfile builds on can't be had.</summary>
    BaseImageUnavailable = 16,

    /// <summary>A step requires a secret that the build wasn't given, or the secret's file doesn't exist.</summary>
    SecretMissing = 17,

    /// <summary>The image was built; the registry didn't take it.</summary>
    PushFailed = 18,

    /// <summary>The build class has no image of the name that was asked for.</summary>
    UnknownImage = 19,

    /// <summary>The folder for the exported cache can't be written.</summary>
    CacheUnwritable = 20,

    /// <summary>The image was built; its cache could not be written.</summary>
    CacheExportFailed = 21,

    /// <summary>An imported cache names content that it doesn't have or that is damaged.</summary>
    CacheImportCorrupt = 22,

    /// <summary>The engine's own build cache lacks something that it counts on.</summary>
    EngineStoreCorrupt = 23,

    /// <summary>A cache to import can't be read because whoever has it doesn't answer.</summary>
    CacheImportStalled = 24,

    /// <summary>No engine answers.</summary>
    EngineUnavailable = 30,

    /// <summary>The engine went away during the build.</summary>
    EngineLost = 31,

    /// <summary>There is no space left, for the engine or for the cache folder.</summary>
    DiskFull = 32,

    /// <summary>BuildKit's solver stumbled over itself; the same command mostly succeeds.</summary>
    SolverFlake = 33,

    /// <summary><c>DockerDoctor</c> found something that will make builds fail.</summary>
    DoctorFoundErrors = 34,

    /// <summary>BuildKit failed in a way that isn't known here.</summary>
    Unknown = 40,

    /// <summary>The build was canceled, as by Ctrl+C.</summary>
    Canceled = 130,
}
