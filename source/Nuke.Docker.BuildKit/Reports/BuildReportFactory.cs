using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Creates a report from the progress of a build and the facts of its caller.</summary>
internal static class BuildReportFactory
{
    /// <summary>Creates the report of a build that has ended, successfully or not.</summary>
    [Pure]
    public static BuildReport Create(BuildGraph graph, BuildFacts facts)
    {
        var zero = graph.FirstStart ?? default;
        var critical = graph.CriticalPath();
        return new BuildReport
        {
            Image = facts.Image,
            Tags = facts.Tags,
            Started = facts.Started,
            Seconds = Seconds(facts.Duration),
            ExitCode = facts.ExitCode,
            Fault = facts.Fault,
            FaultFile = facts.FaultFile,
            FaultLine = facts.FaultLine,
            HitRate = graph.HitRate is { } rate ? Math.Round(rate, 4) : null,
            ContextBytes = graph.ContextBytes,
            PullSeconds = graph.PullDuration is { } pull ? Seconds(pull) : null,
            PushSeconds = graph.PushDuration is { } push ? Seconds(push) : null,
            Result = new ImageReport { Digest = facts.Metadata?.Digest, ConfigDigest = facts.Metadata?.ConfigDigest },
            Steps = [.. graph.InOrder(VertexKind.Step, VertexKind.BaseImage).Select(vertex => Step(vertex, zero, critical.Contains(vertex)))],
            Work = [.. graph.Vertexes.Where(IsWork).OrderBy(vertex => vertex.Started).Select(vertex => Work(vertex, zero, critical.Contains(vertex)))],
            Cache = facts.Cache is { } cache ? Decision(cache) : null,
            CacheImports = [.. graph.InOrder(VertexKind.CacheImport).Select(Transfer)],
            CacheExports = [.. graph.InOrder(VertexKind.CacheExport).Select(Transfer)],
            CacheManifestDigest = facts.Metadata?.CacheManifestDigest,
            Checks = [.. graph.Warnings.Select(warning => new CheckWarning(warning.Short, warning.File, warning.Line, warning.Url)).Distinct()],
            Notes = [.. Notes(graph)],
            Command = facts.RedactedCommand,
            Builder = facts.Builder ?? facts.Metadata?.Builder,
            Engine = facts.Engine,
        };
    }

    private static CacheReport Decision(CacheDecision cache) => new()
    {
        From = [.. cache.From.Select(entry => entry.ToString())],
        To = [.. cache.To.Select(entry => entry.ToString())],
        Reason = cache.Reason,
    };

    private static bool IsWork(BuildVertex vertex) => vertex.Name.Kind is not (VertexKind.Step or VertexKind.BaseImage) && vertex.Started is not null;

    private static WorkReport Work(BuildVertex vertex, DateTimeOffset zero, bool isCritical) => new()
    {
        Kind = vertex.Name.Kind,
        Name = vertex.Name.Text,
        Start = Seconds(vertex.Started!.Value - zero),
        Seconds = Seconds(vertex.Duration),
        Bytes = BytesOf(vertex),
        Critical = isCritical,
    };

    private static StepReport Step(BuildVertex vertex, DateTimeOffset zero, bool isCritical) => new()
    {
        Stage = vertex.Name.Stage,
        Platform = vertex.Name.Platform,
        Number = vertex.Name.Index,
        Of = vertex.Name.Total,
        Instruction = vertex.Name.Instruction,
        Result = vertex.Outcome switch
        {
            VertexOutcome.Cached => StepResult.Cached,
            VertexOutcome.Ran => StepResult.Ran,
            VertexOutcome.Failed => StepResult.Failed,
            // The build has ended, so that a running step was interrupted.
            VertexOutcome.Canceled or VertexOutcome.Running => StepResult.Stopped,
            VertexOutcome.CacheLost => StepResult.CacheLost,
            _ => StepResult.Skipped,
        },
        Seconds = Seconds(vertex.Duration),
        Start = vertex.Started is { } started ? Seconds(started - zero) : null,
        Critical = isCritical,
        Bytes = BytesOf(vertex),
        Error = vertex.Outcome is VertexOutcome.Failed ? vertex.Error : null,
        CacheError = vertex.CacheError,
        BaseImage = vertex.Name.Kind == VertexKind.BaseImage,
    };

    // Extracting reports the bytes of the download once more.
    private static long? BytesOf(BuildVertex vertex) =>
        vertex.Statuses.Where(status => status.Name != "extracting").Sum(status => status.Current) is var bytes and > 0 ? bytes : null;

    private static CacheTransfer Transfer(BuildVertex vertex)
    {
        var bytes = vertex.Statuses.Sum(status => status.Current);
        var place = vertex.Name.Text
            .Replace("importing cache manifest from ", "", StringComparison.Ordinal)
            .Replace("exporting cache to ", "", StringComparison.Ordinal)
            .Replace("exporting to ", "", StringComparison.Ordinal);
        return new CacheTransfer
        {
            // BuildKit calls a folder "client directory", or a number that has no meaning outside BuildKit.
            Place = place is "client directory" || place.StartsWith("local:", StringComparison.Ordinal) ? "local folder" : place,
            Succeeded = vertex.Outcome is VertexOutcome.Ran or VertexOutcome.Cached,
            Error = vertex.Outcome is VertexOutcome.Ran or VertexOutcome.Cached ? null : vertex.Error ?? "it was not completed",
            Seconds = Seconds(vertex.Duration),
            Bytes = bytes > 0 ? bytes : null,
            Manifests = [.. vertex.Statuses.Select(status => status.Id).Select(ManifestIn).OfType<string>()],
        };
    }

    // "writing cache image manifest sha256:…"; with image-manifest=false or an older BuildKit "writing cache manifest sha256:…".
    private static string? ManifestIn(string status) =>
        status.StartsWith("writing cache ", StringComparison.Ordinal) && status.Contains("manifest sha256:", StringComparison.Ordinal)
            ? status[(status.LastIndexOf(' ') + 1)..]
            : null;

    private static IEnumerable<string> Notes(BuildGraph graph)
    {
        foreach (var line in graph.TextLines.Where(line => line.StartsWith("WARN", StringComparison.Ordinal)))
            yield return line;
        if (graph.UnknownLines > 0)
            yield return $"{graph.UnknownLines} lines of buildx's progress could not be read; steps may be missing here";
    }

    // More digits than milliseconds would only make the report harder to read.
    private static double Seconds(TimeSpan duration) => Math.Round(duration.TotalSeconds, 3);
}
