using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>Decides after each failed attempt of a build what to try next, prints the decision, and waits if necessary.</summary>
internal sealed class RecoveryDecider(
    RecoveryLimits limits,
    EngineProbe? engine,
    Func<DockerFault, CancellationToken, Task<bool>>? engineReturned,
    Action<ProgressLevel, string>? print,
    TimeProvider time)
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(250);

    private readonly List<RecoveryRung> _tried = [];
    private string? _place;

    /// <summary>Time spent waiting before the next attempt.</summary>
    public TimeSpan Pause { get; private set; }

    /// <summary>The reason why no attempt follows. <c>null</c>: one does.</summary>
    public string? StopReason { get; private set; }

    /// <returns>The decision about the next attempt. <c>null</c>: none follows.</returns>
    public async Task<RecoveryDecision?> NextAsync(DockerFault fault, RecoverySituation situation, CancellationToken cancellationToken)
    {
        situation = situation with
        {
            EngineAnswered = engine is not null || _tried.Contains(RecoveryRung.EngineReturned),
            EngineCanRestart = engineReturned is not null,
            FailsElsewhere = fault.Place is { } place && place != _place && HasRepaired(place),
        };
        _place = fault.Place;
        var decision = RecoveryLadder.Next(fault, _tried, situation, limits);
        if (decision.Rung is not { } rung)
        {
            StopReason = decision.Reason;
            return null;
        }

        print?.Invoke(ProgressLevel.Warning, $"{fault.Cause} {Sentence(decision.Reason)} (attempt {_tried.Count + 2} of at most {limits.MaxAttempts})");
        if (fault.Detail is { } detail)
            print?.Invoke(ProgressLevel.Information, $"BuildKit says: {HumanText.Shorten(detail.ReplaceLineEndings(" "), 300)}");
        _tried.Add(rung);
        var started = time.GetTimestamp();
        await Task.Delay(decision.Delay, time, cancellationToken);
        var ready = rung != RecoveryRung.EngineReturned || await WaitForEngineAsync(fault, cancellationToken);
        Pause = time.GetElapsedTime(started);
        if (ready)
            return decision;

        StopReason = $"the engine did not respond within {HumanText.Duration(limits.EngineWait)}";
        return null;
    }

    /// <summary>Adds the attempts to a fault.</summary>
    public DockerFault Conclude(DockerFault fault) =>
        _tried.Count == 0 ? fault : fault with { Tried = $"{string.Join(", ", _tried.Select(AttemptText.Name))}; no more, because {StopReason}." };

    private async Task<bool> WaitForEngineAsync(DockerFault fault, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.EngineWait, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return engineReturned is null ? await PollAsync(stop.Token) : await engineReturned(fault, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // Without an engine to ask, the next attempt shows whether it responds.
    private async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var printed = started;
        while (engine is not null)
        {
            try
            {
                await engine.PingAsync(cancellationToken);
                break;
            }
            catch (EngineRequestException)
            {
                if (time.GetElapsedTime(printed) >= ProgressPrinter.Interval)
                {
                    printed = time.GetTimestamp();
                    var (elapsed, limit) = (HumanText.Duration(time.GetElapsedTime(started)), HumanText.Duration(limits.EngineWait));
                    print?.Invoke(ProgressLevel.Information, $"Waiting for the engine: {elapsed} of at most {limit}");
                }
                await Task.Delay(s_pollInterval, time, cancellationToken);
            }
        }
        return true;
    }

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}";

    // All steps of a stage that was rebuilt are in the cache when the image is exported.
    private bool HasRepaired(string place) => _tried is [.., RecoveryRung.SameAgain]
        || (_tried is [.., RecoveryRung.StageUncached] && VertexName.Parse(place).Kind is VertexKind.Export or VertexKind.CacheExport);
}
