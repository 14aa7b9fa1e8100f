using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>What is known of a bake that has ended, and what of it belongs to which target.</summary>
internal sealed record BakeFacts(
    BakeGraphs Graphs,
    BuildGraph Whole,
    ProcessResult Process,
    DateTimeOffset Started,
    DockerFault? Fault,
    IReadOnlyDictionary<string, MetadataFile>? Metadata)
{
    /// <summary>The targets that failed by themselves.</summary>
    public IReadOnlyList<string> Failed { get; } = Graphs.Failed(Whole);

    /// <param name="target">The target, or the service of a compose project.</param>
    /// <param name="tags">The image's names.</param>
    /// <param name="isLocal">Whether the image is in the engine afterwards.</param>
    /// <param name="cache">What was decided about its cache.</param>
    /// <param name="engine">Who is asked for its size.</param>
    /// <param name="engineName">The engine and its version.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<BuildReport> ReportAsync(string target, IReadOnlyList<string> tags, bool isLocal, CacheDecision? cache, EngineProbe? engine, string? engineName, CancellationToken cancellationToken)
    {
        var graph = Graphs[target];
        var cause = CauseOf(target, graph);
        return BuildReportFactory.Create(graph, new BuildFacts
        {
            Image = tags.Count > 0 ? NameOf(tags[0]) : target,
            Tags = tags,
            Started = Started,
            Duration = DurationOf(graph),
            ExitCode = cause is null ? 0 : Process.ExitCode,
            Fault = cause,
            Metadata = Metadata?.GetValueOrDefault(target),
            ImageBytes = cause is null && isLocal ? await ImageSize.AskAsync(engine, tags is [var tag, ..] ? tag : null, cancellationToken) : null,
            Cache = cache,
            RedactedCommand = Process.Command,
            Engine = engineName,
        });
    }

    // When one target fails buildx stops the others, unless they were done. Its final message is of that one alone.
    private string? CauseOf(string target, BuildGraph graph)
    {
        if (Fault is null)
            return null;
        if (Failed.Contains(target))
            return Classify(Whole.TextLines);
        if (graph.FirstFailure is not null)
            return Classify([]);
        if (IsDone(graph))
            return null;
        return Failed.Count == 0 ? Fault.Cause : $"It was stopped before {target} was done, because another target failed: {Fault.Cause}";

        string Classify(IReadOnlyList<string> textLines) => FaultClassifier.Classify(graph, Process.ExitCode, textLines)?.Cause ?? Fault.Cause;
    }

    private static bool IsDone(BuildGraph graph) => graph.InOrder(VertexKind.Export) is { Count: > 0 } exports && exports.All(export => export.Outcome is VertexOutcome.Ran or VertexOutcome.Cached);

    // From its first vertex to its last: targets run side by side and wait for each other.
    private TimeSpan DurationOf(BuildGraph graph)
    {
        var started = graph.Vertexes.Min(vertex => vertex.Started);
        var completed = graph.Vertexes.Max(vertex => vertex.Completed);
        return completed - started is { } span && span >= TimeSpan.Zero && span < Process.Duration ? span : Process.Duration;
    }

    private static string NameOf(string tag) => tag.LastIndexOf(':') is var colon && colon > tag.LastIndexOf('/') ? tag[..colon] : tag;
}
