namespace Nuke.Docker.BuildKit.Text.Faults;

/// <summary>
/// Kinds of failures. The value of a kind is the exit code of the build: 2 for settings, 3 for predictions, 4 for budgets, 10–19 for the inputs and the
/// result of a build, 20–29 for its caches, 30–39 for the engine, 50–59 for projects, files and tools of the machine.
/// </summary>
/// <remarks>The values avoid 1, 100, 102, 126–129 and 255, which shells, buildx and build hosts use.</remarks>
public enum DockerFaultKind
{
    /// <summary>A parameter or setting is unknown or isn't used by the run, or the tool would reject or ignore its value. Nothing was started.</summary>
    InvalidSetting = 2,

    /// <summary><c>DockerPredict</c> predicted that a step would run, and <c>--docker-predict-fail-on-run</c> was given.</summary>
    StepsWouldRun = 3,

    /// <summary>The image was built, but exceeded a budget for its hit rate, time, size or context.</summary>
    BudgetExceeded = 4,

    /// <summary>The Dockerfile does not exist.</summary>
    DockerfileMissing = 10,

    /// <summary>The Dockerfile or <c>.dockerignore</c> has a syntax error, or a file of the build is not in UTF-8. The message states file and line.</summary>
    DockerfileSyntax = 11,

    /// <summary><c>--target</c> names a stage that the Dockerfile doesn't have.</summary>
    UnknownStage = 12,

    /// <summary>A <c>RUN</c> failed. The message contains the step, its last lines and the command.</summary>
    StepFailed = 13,

    /// <summary><c>COPY</c> or <c>ADD</c> names a file that neither the build context nor the stage contains.</summary>
    MissingContextFile = 14,

    /// <summary>The folder of the build context does not exist, or something in it can't be read.</summary>
    ContextMissing = 15,

    /// <summary>A base image can't be pulled.</summary>
    BaseImageUnavailable = 16,

    /// <summary>A step requires a secret that the build wasn't given, or the file of a secret does not exist.</summary>
    SecretMissing = 17,

    /// <summary>The image was built, but the registry rejected it.</summary>
    PushFailed = 18,

    /// <summary>The build class has no image with the requested name.</summary>
    UnknownImage = 19,

    /// <summary>The folder of the exported cache can't be written.</summary>
    CacheUnwritable = 20,

    /// <summary>The image was built, but its cache couldn't be exported.</summary>
    CacheExportFailed = 21,

    /// <summary>An imported cache is damaged or incomplete.</summary>
    CacheImportCorrupt = 22,

    /// <summary>The build cache of the engine lacks a layer, blob or snapshot that it refers to.</summary>
    EngineStoreCorrupt = 23,

    /// <summary>The import of a cache stalled.</summary>
    CacheImportStalled = 24,

    /// <summary>Cache mounts couldn't be exported or imported.</summary>
    CacheMounts = 26,

    /// <summary>No engine responds, and none can be started on this machine.</summary>
    EngineUnavailable = 30,

    /// <summary>The engine went away during the build and didn't come back.</summary>
    EngineLost = 31,

    /// <summary>The disk of the engine or of the cache folder is full.</summary>
    DiskFull = 32,

    /// <summary>BuildKit internal solver error. The same command usually succeeds.</summary>
    SolverFlake = 33,

    /// <summary><c>DockerDoctor</c> found a problem that will make builds fail.</summary>
    DoctorFoundErrors = 34,

    /// <summary><c>DockerLint</c> found a problem of the severity that fails it.</summary>
    LintFoundErrors = 35,

    /// <summary>A container exited with an error, became unhealthy, or was not ready in time. The message has its last lines.</summary>
    ContainerFailed = 36,

    /// <summary>An image could not be copied between registries. The message and <c>sync.json</c> have the reason for each; what was copied is kept.</summary>
    SyncFailed = 37,

    /// <summary>A builder is not as described and can't be changed, or a node of it doesn't start or respond.</summary>
    BuilderUnusable = 38,

    /// <summary>BuildKit reported an unknown error. The message quotes it in full.</summary>
    Unknown = 40,

    /// <summary>A project file can't be read: <c>pyproject.toml</c>, <c>requirements.txt</c>, <c>_build.csproj</c> or a file that it imports.</summary>
    ProjectInvalid = 50,

    /// <summary>There is no .NET SDK, or none that satisfies <c>global.json</c>.</summary>
    SdkMissing = 51,

    /// <summary>A file was changed by somebody else while a change to it was being prepared. Nothing was written.</summary>
    FileChanged = 52,

    /// <summary>The configuration of the Docker daemon or of BuildKit (<c>daemon.json</c>, <c>buildkitd.toml</c>) can't be read or changed.</summary>
    DaemonConfigurationInvalid = 53,

    /// <summary>A tool could not be started: it is missing, or can't be executed.</summary>
    ToolMissing = 54,

    /// <summary>A tool that a target asked or used failed, or printed something unexpected.</summary>
    ToolFailed = 55,

    /// <summary>The build was canceled, for example with Ctrl+C.</summary>
    Canceled = 130,
}
