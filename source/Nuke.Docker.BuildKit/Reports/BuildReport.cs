using System.Text.Json.Serialization;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>What one build did and what it cost.</summary>
public sealed partial record BuildReport
{
    /// <summary>The version of this form that <see cref="BuildReportWriter"/> writes and <see cref="BuildReportReader"/> reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Version of the form.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The name under which the build class knows the image.</summary>
    public required string Image { get; init; }

    /// <summary>Names given to the image.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>When the build began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The whole build in seconds, as its caller measured it.</summary>
    public double Seconds { get; init; }

    /// <summary>0 where the build succeeded.</summary>
    public int ExitCode { get; init; }

    /// <summary>What went wrong, in words; null where the build succeeded.</summary>
    public string? Fault { get; init; }

    /// <summary>Cached steps as a part of those that were cached or ran, from 0 to 1; null where no step was either.</summary>
    public double? HitRate { get; init; }

    /// <summary>Bytes sent to the engine from all build contexts.</summary>
    public long ContextBytes { get; init; }

    /// <summary>The result.</summary>
    public ImageReport Result { get; init; } = new();

    /// <summary>Every instruction that BuildKit named, a stage before the stages that use it.</summary>
    public IReadOnlyList<StepReport> Steps { get; init; } = [];

    /// <summary>Where the cache was to come from and to go to; null where nobody decided, as in reports of earlier versions.</summary>
    public CacheReport? Cache { get; init; }

    /// <summary>Caches that were read.</summary>
    public IReadOnlyList<CacheTransfer> CacheImports { get; init; } = [];

    /// <summary>Caches that were written.</summary>
    public IReadOnlyList<CacheTransfer> CacheExports { get; init; } = [];

    /// <summary>Digest of the exported cache's manifest, which proves that one was written; null where BuildKit names none.</summary>
    public string? CacheManifestDigest { get; init; }

    /// <summary>The attempts in their order, where it took more than one; empty where one was enough.</summary>
    public IReadOnlyList<BuildAttempt> Attempts { get; init; } = [];

    /// <summary>Build checks that found something.</summary>
    public IReadOnlyList<CheckWarning> Checks { get; init; } = [];

    /// <summary>What else a reader should know: a cache that wasn't found, lines that could not be read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The command with its secrets hidden; null where the caller gave none.</summary>
    public string? Command { get; init; }

    /// <summary>The buildx builder; null where nobody told.</summary>
    public string? Builder { get; init; }

    /// <summary>The engine and its version; null where nobody asked.</summary>
    public string? Engine { get; init; }

    /// <summary>Steps of the user, without base images.</summary>
    [JsonIgnore]
    public IEnumerable<StepReport> UserSteps => Steps.Where(step => !step.BaseImage);

    /// <summary>Whether a cache should have been written and wasn't; the image may be good all the same.</summary>
    [JsonIgnore]
    public bool CacheNotWritten => CacheExports.Any(cache => !cache.Succeeded);

    /// <summary>User steps with a result.</summary>
    public int Count(StepResult result) => UserSteps.Count(step => step.Result == result);
}
