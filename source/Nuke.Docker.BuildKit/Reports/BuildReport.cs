using System.Text.Json.Serialization;
using Nuke.Docker.BuildKit.Ledger;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>The results and costs of a build.</summary>
public sealed partial record BuildReport
{
    /// <summary>The current version of the JSON schema of reports.</summary>
    public const int CurrentSchema = 2;

    /// <summary>The version of the JSON schema.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The name of the image in the build class.</summary>
    public required string Image { get; init; }

    /// <summary>The tags of the image.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The start of the build.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The duration of the build in seconds, with all attempts.</summary>
    public double Seconds { get; init; }

    /// <summary>The exit code of buildx; 0 if the build succeeded.</summary>
    public int ExitCode { get; init; }

    /// <summary>The failure, in one sentence; <c>null</c> if the build succeeded.</summary>
    public string? Fault { get; init; }

    /// <summary>The file that the failure is in, relative to the working directory if it is below it; <c>null</c> if it has no place.</summary>
    [JsonInclude]
    internal string? FaultFile { get; init; }

    /// <summary>The line in <see cref="FaultFile"/>, from 1; <c>null</c> if it isn't known.</summary>
    [JsonInclude]
    internal int? FaultLine { get; init; }

    /// <summary>The budgets that the build exceeded, in words.</summary>
    [JsonInclude]
    internal IReadOnlyList<string> OverBudget { get; init; } = [];

    /// <summary>The failure and its place, or the budgets that the build exceeded; <c>null</c> if there is no problem.</summary>
    [JsonIgnore]
    internal string? Problem => Fault is not null ? $"{Fault}{(FaultPlace is null ? "" : $"\n{FaultPlace}")}"
        : OverBudget.Count > 0 ? $"Over budget: {string.Join("; ", OverBudget)}."
        : null;

    private string? FaultPlace => FaultFile is null ? null : $"at {FaultFile}{(FaultLine is null ? "" : $":{FaultLine}")}";

    /// <summary>The fraction of cached steps among those that were cached or ran, from 0 to 1; <c>null</c> if there are none.</summary>
    public double? HitRate { get; init; }

    /// <summary>Indicates that nothing had changed, so that nothing was built.</summary>
    internal bool Skipped { get; init; }

    /// <summary>
    /// The seconds that the cached steps took when they last ran; <c>null</c> if no earlier execution is known. Steps that could have run in parallel are
    /// added up.
    /// </summary>
    public double? SavedSeconds { get; init; }

    /// <summary>The time in seconds to download base images, added up; <c>null</c> if nothing was downloaded.</summary>
    [JsonInclude]
    internal double? PullSeconds { get; init; }

    /// <summary>The time in seconds in which layers and manifests were pushed; <c>null</c> if nothing was pushed.</summary>
    [JsonInclude]
    internal double? PushSeconds { get; init; }

    /// <summary>The number of bytes sent to the engine from all build contexts.</summary>
    public long ContextBytes { get; init; }

    /// <summary>The image.</summary>
    public ImageReport Result { get; init; } = new();

    /// <summary>The instructions that BuildKit reported. A stage precedes the stages that use it.</summary>
    public IReadOnlyList<StepReport> Steps { get; init; } = [];

    /// <summary>The decision about the caches; <c>null</c> if there was none, and in reports of earlier versions.</summary>
    public CacheReport? Cache { get; init; }

    /// <summary>The reasons why steps ran, in the order of the steps; empty if no ledger was written.</summary>
    [JsonInclude]
    internal IReadOnlyList<StepCause> Causes { get; init; } = [];

    /// <summary>Work that is not an instruction, by start.</summary>
    [JsonInclude]
    internal IReadOnlyList<WorkReport> Work { get; init; } = [];

    /// <summary>The build context; <c>null</c> if it is not a folder of this machine, and in reports of earlier versions.</summary>
    [JsonInclude]
    internal ContextReport? Context { get; init; }

    /// <summary>The layers of the image, the base image first; empty if the engine does not have the image.</summary>
    [JsonInclude]
    internal IReadOnlyList<LayerReport> Layers { get; init; } = [];

    /// <summary>The last builds of the image, the oldest first. The last one is this build.</summary>
    [JsonInclude]
    internal IReadOnlyList<PastBuild> History { get; init; } = [];

    /// <summary>The imports of caches.</summary>
    public IReadOnlyList<CacheTransfer> CacheImports { get; init; } = [];

    /// <summary>The exports of caches.</summary>
    public IReadOnlyList<CacheTransfer> CacheExports { get; init; } = [];

    /// <summary>The digest of the manifest of the exported cache; <c>null</c> if BuildKit reports none.</summary>
    public string? CacheManifestDigest { get; init; }

    /// <summary>The attempts, in order; empty if there was only one.</summary>
    public IReadOnlyList<BuildAttempt> Attempts { get; init; } = [];

    /// <summary>Findings of the build checks.</summary>
    public IReadOnlyList<CheckWarning> Checks { get; init; } = [];

    /// <summary>Other notes, such as a cache that wasn't found, or lines that could not be read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The path of the report page; <c>null</c> if none was written. Not part of the file.</summary>
    internal string? Page { get; init; }

    /// <summary>The redacted command; <c>null</c> if it is unknown.</summary>
    public string? Command { get; init; }

    /// <summary>The buildx builder; <c>null</c> if it is unknown.</summary>
    public string? Builder { get; init; }

    /// <summary>The engine and its version; <c>null</c> if they are unknown.</summary>
    public string? Engine { get; init; }

    /// <summary>The steps without base images.</summary>
    [JsonIgnore]
    public IEnumerable<StepReport> UserSteps => Steps.Where(step => !step.BaseImage);

    /// <summary><c>true</c> if an export of a cache failed. The image may be valid nevertheless.</summary>
    [JsonIgnore]
    public bool CacheNotWritten => CacheExports.Any(cache => !cache.Succeeded);

    /// <summary>Returns the report with other steps, and their hit rate.</summary>
    internal BuildReport WithSteps(IReadOnlyList<StepReport> steps)
    {
        var corrected = this with { Steps = steps };
        var (cached, ran) = (corrected.Count(StepResult.Cached), corrected.Count(StepResult.Ran));
        return corrected with { HitRate = cached + ran == 0 ? null : Math.Round((double)cached / (cached + ran), 4) };
    }

    /// <summary>Counts the steps with a result, without base images.</summary>
    public int Count(StepResult result) => UserSteps.Count(step => step.Result == result);
}
