using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>
/// Stops a build whose cache import or export makes no progress. BuildKit has no time limit for requests to registries, and its scheduler waits for
/// the response: a registry that does not respond blocks every build on the engine.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    private readonly ProgressPrinter _printer;
    private readonly TimeSpan? _importStall;
    private readonly TimeSpan? _exportStall;
    private readonly bool _imports;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly ITimer? _timer;
    private long _lastProgress;
    private (int Count, int Completed, long Current) _progress;

    public StallWatch(ProgressPrinter printer, RecoveryLimits limits, RecoverySituation situation, TimeProvider time, CancellationToken cancellationToken)
    {
        _printer = printer;
        _time = time;
        _lastProgress = time.GetTimestamp();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var on = limits.Mode != RecoveryMode.Off;
        _importStall = on ? limits.ImportStall : null;
        _imports = situation.Imports;
        _exportStall = on && situation.Exports ? limits.ExportStall : null;
        if (Shortest() is not { } shortest)
            return;
        var period = TimeSpan.FromSeconds(Math.Clamp(shortest.TotalSeconds / 4, 0.1, 5));
        _timer = time.CreateTimer(_ => Look(), state: null, period, period);
    }

    /// <summary>Canceled if the build stalls, and if the caller cancels.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The fault of the stalled build. <c>null</c>: nothing stalled.</summary>
    public DockerFault? Fault { get; private set; }

    /// <summary>
    /// Records a line of output as progress. BuildKit repeats the state of a download ten times a second even if no data arrives; a line with nothing
    /// but such states does not count.
    /// </summary>
    public void Record(string line)
    {
        if (!line.StartsWith("{\"statuses\":", StringComparison.Ordinal) || line.Contains("\"logs\":[", StringComparison.Ordinal))
            Volatile.Write(ref _lastProgress, _time.GetTimestamp());
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
    }

    private TimeSpan? Shortest() => _importStall is null || _exportStall < _importStall ? _exportStall : _importStall;

    private void Look()
    {
        if (_printer.Peek(Progress) is var progress && progress != _progress)
        {
            _progress = progress;
            Volatile.Write(ref _lastProgress, _time.GetTimestamp());
        }

        var silence = _time.GetElapsedTime(Volatile.Read(ref _lastProgress));
        if (silence < Shortest() || Fault is not null)
            return;
        Fault = _printer.Peek(graph => Judge(graph, silence));
        if (Fault is null)
            return;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The build has just ended.
        }
    }

    private static (int Count, int Completed, long Current) Progress(BuildGraph graph)
    {
        var statuses = graph.Vertexes.SelectMany(vertex => vertex.Statuses).ToList();
        return (statuses.Count, statuses.Count(status => status.Completed is not null), statuses.Sum(status => status.Current));
    }

    private DockerFault? Judge(BuildGraph graph, TimeSpan silence)
    {
        var stalled = $"has made no progress for {HumanText.Duration(silence)}";
        if (silence >= _importStall)
        {
            if (Running(graph, VertexKind.CacheImport) is { } import)
            {
                return new DockerFault
                {
                    Kind = DockerFaultKind.CacheImportStalled,
                    Cause = $"{HumanText.Shorten(Capital(import), 200)} {stalled}.",
                    Cure = "Check why the registry does not respond. BuildKit waits without a time limit: if other builds are blocked, restart the engine.",
                };
            }
            if (_imports && !RunsACommand(graph) && Pulling(graph) is { } puller)
            {
                return new DockerFault
                {
                    Kind = DockerFaultKind.CacheImportStalled,
                    Cause = $"A layer of an imported cache is being pulled for {puller.Name.Label}, and {stalled}.",
                    Cure = "Check why the registry does not send the layer.",
                };
            }
            if (graph.Vertexes.Count > 0 && graph.Vertexes.All(vertex => vertex.Started is null))
            {
                return new DockerFault
                {
                    Kind = DockerFaultKind.EngineLost,
                    Cause = $"The engine accepted the build but has not started any step for {HumanText.Duration(silence)}.",
                    Cure = "Another build may block it with a cache import from a registry that does not respond. Restart the engine.",
                };
            }
        }
        return silence >= _exportStall && Running(graph, VertexKind.CacheExport) is { } export
            ? new DockerFault
            {
                Kind = DockerFaultKind.CacheExportFailed,
                Cause = $"{HumanText.Shorten(Capital(export), 200)} {stalled}.",
                Cure = "Check why the cache backend does not respond, or allow more time.",
                OnlyExportFailed = true,
                CacheType = export.Contains("registry", StringComparison.Ordinal) ? "registry" : null,
            }
            : null;
    }

    // A base image is pulled with the same statuses, with or without an imported cache.
    private static BuildVertex? Pulling(BuildGraph graph) =>
        graph.Vertexes.FirstOrDefault(vertex =>
            vertex.Name.Kind != VertexKind.BaseImage
            && vertex.Outcome == VertexOutcome.Running
            && vertex.Statuses.Any(IsOpenPull));

    private static bool IsOpenPull(VertexStatus status) =>
        status is { Completed: null, Started: not null } && status.Id.StartsWith("sha256:", StringComparison.Ordinal);

    // A command may run for long without output.
    private static bool RunsACommand(BuildGraph graph) =>
        graph.Steps.Any(step =>
            step.Outcome == VertexOutcome.Running
            && step.Name.Instruction.StartsWith("RUN", StringComparison.Ordinal)
            && !step.Statuses.Any(IsOpenPull));

    private static string? Running(BuildGraph graph, VertexKind kind) =>
        graph.Vertexes.FirstOrDefault(vertex => vertex.Name.Kind == kind && vertex.Outcome == VertexOutcome.Running)?.Name.Text;

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
