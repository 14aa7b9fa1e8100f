using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Creates the reports of an attempt, and assigns events and the fault to the parts.</summary>
/// <param name="form">The build.</param>
/// <param name="options">The options of the build.</param>
/// <param name="process">The result of the process.</param>
/// <param name="whole">All events.</param>
/// <param name="graphs">The events of each part. <c>null</c>: there is a single part, and all events belong to it.</param>
internal sealed class AttemptReports(BuildForm form, BuildOptions options, ProcessResult process, BuildGraph whole, BakeGraphs? graphs)
{
    private readonly IReadOnlyList<string> _failed = graphs?.Failed(whole) ?? [];

    public required DateTimeOffset Started { get; init; }

    public required DockerFault? Fault { get; init; }

    public required IReadOnlyDictionary<string, MetadataFile> Metadata { get; init; }

    /// <summary>Names of the parts that failed by themselves. Empty: they are not known, or there is a single part.</summary>
    public IReadOnlyCollection<string> Failed => [.. form.Parts.Where(part => _failed.Contains(part.EventName)).Select(part => part.Name)];

    /// <summary>Creates a report of each part, in the order of the parts.</summary>
    public IReadOnlyList<BuildReport> Create() => [.. form.Parts.Select(Create)];

    private BuildReport Create(BuildPart part)
    {
        var graph = graphs?[part.EventName] ?? whole;
        var fault = graphs is null ? Fault : FaultOf(part, graph);
        return BuildReportFactory.Create(graph, new BuildFacts
        {
            Image = part.Image,
            Tags = part.Tags,
            Started = Started,
            Duration = graphs is null ? process.Duration : DurationOf(graph),
            ExitCode = fault is null ? 0 : process.ExitCode,
            Fault = fault?.Cause,
            FaultFile = fault?.File,
            FaultLine = fault?.Line,
            Metadata = Metadata.GetValueOrDefault(part.Name),
            Cache = part.Cache,
            RedactedCommand = process.Command,
            Engine = options.EngineName,
        });
    }

    // If a target fails, buildx stops the others. Its final message is about the failed target only.
    private DockerFault? FaultOf(BuildPart part, BuildGraph graph)
    {
        if (Fault is null)
            return null;
        if (_failed.Contains(part.EventName))
            return Classify(whole.TextLines);
        if (graph.FirstFailure is not null)
            return Classify([]);
        if (IsDone(graph))
            return null;
        return _failed.Count == 0
            ? Fault
            : Fault with { Cause = $"{part.EventName} was stopped because another target failed: {Fault.Cause}", File = null, Line = null };

        DockerFault Classify(IReadOnlyList<string> textLines) =>
            part.FaultFiles.Explain(FaultClassifier.Classify(graph, process.ExitCode, textLines)) ?? Fault;
    }

    private static bool IsDone(BuildGraph graph) =>
        graph.InOrder(VertexKind.Export) is { Count: > 0 } exports && exports.All(export => export.Outcome is VertexOutcome.Ran or VertexOutcome.Cached);

    // From the first vertex to the last, because targets run in parallel and wait for each other.
    private TimeSpan DurationOf(BuildGraph graph)
    {
        var started = graph.Vertexes.Min(vertex => vertex.Started);
        var completed = graph.Vertexes.Max(vertex => vertex.Completed);
        return completed - started is { } span && span >= TimeSpan.Zero && span < process.Duration ? span : process.Duration;
    }
}
