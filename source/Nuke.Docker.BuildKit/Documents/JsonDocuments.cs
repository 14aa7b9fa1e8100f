using System.Text.Json;
using System.Text.Json.Serialization;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Doctor;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Space;

namespace Nuke.Docker.BuildKit.Documents;

/// <summary>The results of targets as they are printed with <c>--json</c>. Names and meaning of members are kept; members may be added.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CachesDocument))]
[JsonSerializable(typeof(ContextsDocument))]
[JsonSerializable(typeof(DiagnosesDocument))]
[JsonSerializable(typeof(DiskDocument))]
[JsonSerializable(typeof(ExplanationsDocument))]
[JsonSerializable(typeof(HistoriesDocument))]
[JsonSerializable(typeof(LintDocument))]
[JsonSerializable(typeof(PredictionsDocument))]
[JsonSerializable(typeof(SizesDocument))]
[JsonSerializable(typeof(StatusDocument))]
internal sealed partial class JsonDocuments : JsonSerializerContext;

/// <summary>Local caches.</summary>
internal sealed record CachesDocument(string Directory, long Bytes, IReadOnlyList<LocalCacheInfo> Caches);

/// <summary>Build contexts; <c>Context</c> is the content of <c>context.json</c>.</summary>
internal sealed record ContextsDocument(IReadOnlyList<ContextDocument> Images);

/// <summary>A build context. <c>Context</c> is <c>null</c> if the engine fetches it.</summary>
internal sealed record ContextDocument(string Image, JsonElement? Context, IReadOnlyList<ContextAdvice> Advice);

/// <summary>The findings of the doctor.</summary>
internal sealed record DiagnosesDocument(IReadOnlyList<Diagnosis> Findings);

/// <summary>Disk space in bytes.</summary>
internal sealed record DiskDocument(
    IReadOnlyList<DiskItem> Images,
    IReadOnlyList<DiskItem> Containers,
    IReadOnlyList<DiskItem> Volumes,
    DiskRecords BuildCache,
    IReadOnlyList<DiskItem> CacheMounts,
    IReadOnlyList<LocalCacheInfo> LocalCaches)
{
    public static DiskDocument Of(SpaceUsage usage) => new(
        [
            .. usage.Engine.Images.Select(image => new DiskItem(
                image.Reference ?? image.Id, SpaceUsage.SizeOf(image), image.Reference is { } name && usage.Images.Contains(name))),
        ],
        [.. usage.Engine.Containers.Select(container => new DiskItem(container.Name, container.Size?.Bytes ?? 0))],
        [.. usage.Engine.Volumes.Select(volume => new DiskItem(volume.Name, volume.Size?.Bytes ?? 0))],
        new DiskRecords(usage.BuildCache.Records.Count, usage.BuildCache.Bytes, usage.BuildCache.ReclaimableBytes),
        [
            .. usage.BuildCache.CacheMounts
                .Select(mount => new DiskItem(mount.MountId ?? mount.Id, SpaceUsage.SizeOf(mount), usage.IsOwn(mount)) { Step = mount.Description }),
        ],
        usage.LocalCaches);
}

/// <summary>A thing on the disk. <c>Own</c>: it belongs to this project; <c>null</c> if that cannot be known.</summary>
internal sealed record DiskItem(string Name, long Bytes, bool? Own = null)
{
    public string? Step { get; init; }
}

/// <summary>Records of the build cache, cache mounts included.</summary>
internal sealed record DiskRecords(int Records, long Bytes, long ReclaimableBytes);

/// <summary>Why steps of recorded builds ran.</summary>
internal sealed record ExplanationsDocument(IReadOnlyList<ExplanationDocument> Builds)
{
    public static ExplanationsDocument Of(IReadOnlyList<ExplainedBuild> builds) => new(
    [
        .. builds.Select(ExplanationDocument.Of),
    ]);
}

/// <summary>Why the steps of a build ran. <c>Baseline</c>: the time of the build that it is compared with; <c>null</c> if there is none.</summary>
internal sealed record ExplanationDocument(
    string Image,
    string? Target,
    DateTimeOffset Time,
    DateTimeOffset? Baseline,
    bool Succeeded,
    double Seconds,
    int Cached,
    int Ran,
    int Failed,
    IReadOnlyList<StepCause> Causes)
{
    public static ExplanationDocument Of(ExplainedBuild build) => new(
        build.Ledger.Image,
        build.Ledger.Target,
        build.Ledger.Time,
        build.Baseline,
        build.Ledger.Succeeded,
        build.Ledger.Seconds,
        build.Ledger.Cached,
        build.Ledger.Ran,
        build.Ledger.Failed,
        build.Causes);
}

/// <summary>Past builds.</summary>
internal sealed record HistoriesDocument(IReadOnlyList<HistoryDocument> Images);

/// <summary>The past builds of an image, the oldest first.</summary>
internal sealed record HistoryDocument(string Image, IReadOnlyList<PastBuild> Builds);

/// <summary>Findings of the linter.</summary>
internal sealed record LintDocument(IReadOnlyList<LintDocumentFinding> Findings, IReadOnlyList<LintDocumentFinding> Suppressed)
{
    public static LintDocument Of(LintReport report, string root) => new(
        [.. report.Findings.Select(finding => LintDocumentFinding.Of(finding, root))],
        [.. report.Suppressed.Select(finding => LintDocumentFinding.Of(finding, root))]);
}

/// <summary>A finding of the linter.</summary>
internal sealed record LintDocumentFinding(
    string Rule, string Name, LintSeverity Severity, string Path, int? Line, int? Column, string Message, string? Suppressed, bool Fixable, string? Url)
{
    public static LintDocumentFinding Of(LintFinding finding, string root) => new(
        finding.Rule.Id,
        finding.Rule.Name,
        finding.Rule.Severity,
        System.IO.Path.GetRelativePath(root, finding.Path).Replace('\\', '/'),
        finding.Lines?.First,
        finding.Span?.Column,
        finding.Message,
        finding.Suppressed,
        finding.Rule.Fixable,
        finding.Rule.Url);
}

/// <summary>The predictions of the next builds.</summary>
internal sealed record PredictionsDocument(IReadOnlyList<PredictionDocument> Images);

/// <summary>
/// The prediction of the next build of an image. Without steps, the build can't be predicted; without a <c>ReasonToBuild</c>, it is skipped.
/// </summary>
internal sealed record PredictionDocument(string Image, int Cached, int Runs, int Depends, string? ReasonToBuild, IReadOnlyList<PredictedStep>? Steps)
{
    public static PredictionDocument Of(string image, BuildPrediction? prediction) => prediction is null
        ? new(image, 0, 0, 0, "its inputs are not known", null)
        : new(image, prediction.Cached, prediction.Runs, prediction.Depends, prediction.ReasonToBuild, [.. prediction.Steps.Select(PredictedStep.From)]);
}

/// <summary>The prediction of a step.</summary>
internal sealed record PredictedStep(
    string? Stage, string? Platform, int Number, int Of, string Instruction, StepForecast Forecast, string Reason, double? Seconds)
{
    public static PredictedStep From(StepPrediction step) => new(
        step.Step.Stage, step.Step.Platform, step.Step.Number, step.Step.Of, step.Step.Instruction, step.Forecast, step.Reason, step.Seconds);
}

/// <summary>The composition of images; each has the members of <c>size.json</c>.</summary>
internal sealed record SizesDocument(IReadOnlyList<SizeDocument> Images);

/// <summary>The composition of an image. <c>ComparedBytes</c> is the size of the reference or of the image before it.</summary>
internal sealed record SizeDocument(string Image, long EngineBytes, long? ComparedBytes, JsonElement Size);

/// <summary>Versions, past builds and disk space.</summary>
internal sealed record StatusDocument(StatusVersions Versions, IReadOnlyList<StatusImage> Images, StatusDisk? Disk);

/// <summary>Versions of the tools; <c>null</c>: unknown, or the tool isn't installed.</summary>
internal sealed record StatusVersions(string? Docker, string? Buildx, string? BuildKit, string? Compose, string? Builder);

/// <summary>The past builds of an image. Times are medians in seconds of the builds that pulled or pushed; rates are from 0 to 1.</summary>
internal sealed record StatusImage(
    string Image,
    int Builds,
    double? SuccessRate,
    double? HitRate,
    double? Seconds,
    double? PullSeconds,
    double? PushSeconds,
    long? ImageBytes,
    DateTimeOffset? LastBuild);

/// <summary>Disk space in bytes; the engine's is <c>null</c> if none responds.</summary>
internal sealed record StatusDisk(long? Images, long? Containers, long? Volumes, long? BuildCache, long? CacheMounts, long LocalCaches, long? Free);
