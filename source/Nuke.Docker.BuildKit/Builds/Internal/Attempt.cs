using System.Diagnostics;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Progress.Ci;
using Nuke.Docker.BuildKit.Progress.Live;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Runs one attempt of a build of any form: prints its progress, classifies the fault, and creates a report for each part.</summary>
/// <param name="form">The build.</param>
/// <param name="options">The options of the build.</param>
/// <param name="lastSeconds">Returns how long a step took when it last ran; <c>null</c> if that is unknown.</param>
/// <param name="ledgers">The ledgers of the build; <c>null</c>: it is not recorded.</param>
internal sealed class Attempt(BuildForm form, BuildOptions options, Func<VertexName, double?> lastSeconds, BuildLedgers? ledgers)
{
    private readonly ProgressStyle _style = form.Style;
    private readonly List<ActivityContext> _activities = [];
    private readonly TimeProvider _time = options.Time ?? TimeProvider.System;

    /// <summary>The activities of the attempts so far; empty if nobody listens.</summary>
    public IReadOnlyList<ActivityContext> Activities => _activities;

    public async Task<AttemptResult> RunAsync(CancellationToken cancellationToken)
    {
        using var files = new RunFiles(RequestedMetadataFile());
        using var activity = BuildActivities.StartAttempt();
        if (activity is not null)
            _activities.Add(activity.Context);
        var command = BuildActivities.Continue(form.Prepare(files), activity);
        var dockerfiles = form.Parts.Select(part => part.Given.DockerfilePath()).OfType<string>().Distinct();
        Func<string, string> redact = new Redactor(
            [
                .. form.SettingsWithSecrets(command).SelectMany(settings => settings.SecretValues),
                .. dockerfiles.SelectMany(SecretText.ValuesOfDockerfile),
            ]).Redact;
        // The events of a single part do not name a target.
        var graphs = form.Parts.Count > 1 ? new BakeGraphs(form.Parts.Select(part => part.EventName), redact) : null;
        var print = options.Print ?? ((_, _) => { });
        using var view = LiveViews.Create(_style, options.Console, print, lastSeconds);
        var groups = view is null ? CiGroups.Create(options.Console, Environment.GetEnvironmentVariable, _time) : null;
        Action<ProgressLevel, string> show = view is null ? print : view.Print;
        using var printer = new ProgressPrinter(_style, show, _time, redact, groups is null ? null : groups.Write, view is not null);
        view?.Show(printer);
        ledgers?.BeginAttempt();
        var isExporting = false;
        var started = _time.GetUtcNow();
        var (process, stalled) = await WatchedProcess.RunAsync(command, printer, Take, options.Recovery, form.Situation, _time, cancellationToken);
        if (process.ExitCode == 0 && await form.DeliverAsync(line => printer.Write(line.Text), _time, cancellationToken) is { } delivery)
            process = process with { ExitCode = delivery.ExitCode, Duration = process.Duration + delivery.Duration, LastLines = delivery.LastLines };
        var reports = new AttemptReports(form, options, process, printer.Graph, graphs)
        {
            Started = started,
            Fault = Explain(stalled ?? FaultClassifier.Classify(printer.Graph, process.ExitCode), graphs?.Failed(printer.Graph) ?? []),
            Metadata = form.ReadMetadata(files.MetadataFile),
        };
        BuildActivities.EndAttempt(activity, reports.Fault?.Cause);
        return new AttemptResult(process, reports.Create(), reports.Fault, reports.Failed) { Redact = redact };

        void Take(OutputLine line)
        {
            foreach (var text in form.ProgressLines(line))
            {
                var progressEvent = printer.Write(text);
                graphs?.Add(progressEvent);
                if (!isExporting && progressEvent is SolveStatus { Vertexes.Count: > 0 } && printer.Peek(IsExporting))
                {
                    isExporting = true;
                    ledgers?.BeginSecondLook(cancellationToken);
                }
            }
        }
    }

    // Of several parts, one may export while another one still runs its steps.
    private bool IsExporting(BuildGraph graph) =>
        form.Parts.Count == 1 && graph.Vertexes.Any(vertex => vertex is { Name.Kind: VertexKind.Export, Started: not null });

    // Of several parts, the one that failed may not be known, and with it the files.
    private DockerFault? Explain(DockerFault? fault, IReadOnlyList<string> failed)
    {
        var part = form.Parts is [var only] ? only : form.Parts.FirstOrDefault(part => failed.Contains(part.EventName));
        return part is null ? fault : part.FaultFiles.Explain(fault);
    }

    private string? RequestedMetadataFile() => form.Command switch
    {
        BuildxBuildSettings build => build.MetadataFile,
        BuildxBakeSettings bake => bake.MetadataFile,
        _ => null,
    };
}
