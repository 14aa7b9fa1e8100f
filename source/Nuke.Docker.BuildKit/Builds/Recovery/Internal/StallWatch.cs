using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>
/// Stops a build whose import or export tells nothing any more. BuildKit asks a registry without any limit of time, and its scheduler
/// waits for the answer: one registry that hangs holds up every build on the engine.
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
    private long _heard;
    private (int Count, int Completed, long Current) _progress;

    public StallWatch(ProgressPrinter printer, RecoveryLimits limits, RecoverySituation situation, TimeProvider time, CancellationToken cancellationToken)
    {
        _printer = printer;
        _time = time;
        _heard = time.GetTimestamp();
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

    /// <summary>Also canceled where the build stalls.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>What stalled; null where nothing did.</summary>
    public DockerFault? Fault { get; private set; }

    /// <summary>Takes in that something was said. How far a download has come BuildKit repeats ten times a second, even if nothing comes any more: of that only a change is news.</summary>
    public void Hear(string line)
    {
        if (!line.StartsWith("{\"statuses\":", StringComparison.Ordinal) || line.Contains("\"logs\":[", StringComparison.Ordinal))
            Volatile.Write(ref _heard, _time.GetTimestamp());
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
            Volatile.Write(ref _heard, _time.GetTimestamp());
        }

        var silence = _time.GetElapsedTime(Volatile.Read(ref _heard));
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
            // The build ended in this moment.
        }
    }

    private static (int Count, int Completed, long Current) Progress(BuildGraph graph)
    {
        var statuses = graph.Vertexes.SelectMany(vertex => vertex.Statuses).ToList();
        return (statuses.Count, statuses.Count(status => status.Completed is not null), statuses.Sum(status => status.Current));
    }

    private DockerFault? Judge(BuildGraph graph, TimeSpan silence)
    {
        var words = $"has told nothing for {HumanText.Duration(silence)}";
        if (silence >= _importStall)
        {
            if (Running(graph, VertexKind.CacheImport) is { } import)
            {
                return new DockerFault
                {
                    Kind = DockerFaultKind.CacheImportStalled,
                    Cause = $"{HumanText.Shorten(Capital(import), 200)} {words}.",
                    Cure = "See why the registry doesn't answer. BuildKit waits for it without end, and other builds with it: if they don't move, restart the engine.",
                };
            }
            if (_imports && !RunsACommand(graph) && Pulling(graph) is { } puller)
            {
                return new DockerFault
                {
                    Kind = DockerFaultKind.CacheImportStalled,
                    Cause = $"A layer of an imported cache is being pulled for {puller.Name.Label}, and {words}.",
                    Cure = "See why the registry doesn't send the layer.",
                };
            }
            if (graph.Vertexes.Count > 0 && graph.Vertexes.All(vertex => vertex.Started is null))
            {
                return new DockerFault
                {
                    Kind = DockerFaultKind.EngineLost,
                    Cause = $"The engine has taken the build, but begun nothing of it for {HumanText.Duration(silence)}.",
                    Cure = "Something blocks the engine, mostly another build that reads a cache from a registry which doesn't answer. Restart the engine.",
                };
            }
        }
        return silence >= _exportStall && Running(graph, VertexKind.CacheExport) is { } export
            ? new DockerFault
            {
                Kind = DockerFaultKind.CacheExportFailed,
                Cause = $"{HumanText.Shorten(Capital(export), 200)} {words}.",
                Cure = "See why whoever takes the cache doesn't answer, or allow it more time.",
                OnlyExportFailed = true,
                CacheType = export.Contains("registry", StringComparison.Ordinal) ? "registry" : null,
            }
            : null;
    }

    // A base image comes by the same words, and whether or not a cache is imported.
    private static BuildVertex? Pulling(BuildGraph graph) =>
        graph.Vertexes.FirstOrDefault(vertex => vertex.Name.Kind != VertexKind.BaseImage && vertex.Outcome == VertexOutcome.Running && vertex.Statuses.Any(IsOpenPull));

    private static bool IsOpenPull(VertexStatus status) => status is { Completed: null, Started: not null } && status.Id.StartsWith("sha256:", StringComparison.Ordinal);

    // It may take its time and print nothing.
    private static bool RunsACommand(BuildGraph graph) =>
        graph.Steps.Any(step => step.Outcome == VertexOutcome.Running && step.Name.Instruction.StartsWith("RUN", StringComparison.Ordinal) && !step.Statuses.Any(IsOpenPull));

    private static string? Running(BuildGraph graph, VertexKind kind) =>
        graph.Vertexes.FirstOrDefault(vertex => vertex.Name.Kind == kind && vertex.Outcome == VertexOutcome.Running)?.Name.Text;

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
