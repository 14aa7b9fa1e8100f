using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit;

public static partial class BuildxTasks
{
    /// <summary>Builds the targets of a bake file at once and tells what happened, target by target.</summary>
    /// <param name="settings">What to bake. <c>--progress</c> says how it is shown; buildx itself always runs with <c>rawjson</c>.</param>
    /// <param name="options">Where progress and reports go; <c>null</c>: nowhere.</param>
    /// <param name="cancellationToken">Stops the bake: SIGINT first, later by force.</param>
    /// <returns>A report for each target, in the order of their names.</returns>
    /// <exception cref="DockerBuildException">A target failed; its sealed types say how. Reports are written all the same, of the others too.</exception>
    /// <exception cref="ProcessFailedException">Bake refuses the file; only where the options have no plan.</exception>
    /// <exception cref="InvalidSettingException">A setting that buildx would refuse or ignore.</exception>
    public static async Task<IReadOnlyList<BuildReport>> BuildxBakeAsync(
        BuildxBakeSettings settings,
        BuildxBakeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        options ??= new BuildxBakeOptions();
        foreach (var build in options.Plan?.Builds.Values ?? [])
            Check(build);
        Validate(settings, options.Plan is { } plan ? [.. plan.Builds.Values] : [], options.Versions, options.Print);

        var targets = await TargetsAsync(settings, options, cancellationToken);
        List<string> planned = [.. targets.Keys.Where(target => targets[target].Build is not null)];
        await using var frame = await BuildFrame.OpenAsync(planned.Select(target => targets[target].Build!), options, cancellationToken);
        var rungs = new BakeRungs(settings, targets);
        foreach (var (target, build) in planned.Zip(frame.Builds))
            rungs.Leave(target, build);

        return await frame.RunAsync(rungs, () => BakeAsync(rungs, options, targets, cancellationToken), targets.Keys.Select(target => options.ReportDirectory?.Invoke(target)), cancellationToken);
    }

    private static async Task<AttemptResult> BakeAsync(
        BakeRungs rungs,
        BuildxBakeOptions options,
        SortedDictionary<string, BakedTarget> targets,
        CancellationToken cancellationToken)
    {
        var time = options.Time ?? TimeProvider.System;
        var settings = rungs.Settings;
        var builds = options.Plan?.Builds.Values ?? [];
        using var files = new RunFiles(settings.MetadataFile);
        var redactors = builds.Select(build => build.CreateRedactor()).Append(settings.CreateRedactor()).ToList();
        var redact = (string text) => redactors.Aggregate(text, (shown, redactor) => redactor.Redact(shown));
        var graphs = new BakeGraphs(targets.Keys, redact);
        using var printer = new ProgressPrinter(StyleOf(settings.Progress), options.Print ?? ((_, _) => { }), time, redact);
        var started = time.GetUtcNow();
        var (process, stalled) = await WatchedProcess.RunAsync(
            settings with { Progress = ProgressMode.RawJson, MetadataFile = files.MetadataFile },
            printer,
            line =>
            {
                Take(printer, line);
                if (line.Kind == OutputKind.StandardError)
                    graphs.Add(ProgressReader.Read(line.Text));
            },
            options.Recovery, rungs.Situation, time, cancellationToken);
        var fault = stalled ?? FaultClassifier.Classify(printer.Graph, process.ExitCode);
        var facts = new BakeFacts(graphs, printer.Graph, process, started, fault, File.Exists(files.MetadataFile) ? MetadataFile.ParseBake(await File.ReadAllBytesAsync(files.MetadataFile, cancellationToken)) : null);
        var reports = new List<BuildReport>();
        foreach (var (target, baked) in targets)
        {
            var isLocal = options.Plan?.Builds.GetValueOrDefault(target) is not { } build || (build.Output is null or [] && build.Push is not true);
            reports.Add(await facts.ReportAsync(target, baked.Tags, isLocal, options.Cache?.Invoke(target), options.Engine, options.EngineName, cancellationToken));
        }
        return new AttemptResult(process, reports, fault, facts.Failed);
    }

    // The targets with their tags and what can be left out of them.
    private static async Task<SortedDictionary<string, BakedTarget>> TargetsAsync(BuildxBakeSettings settings, BuildxBakeOptions options, CancellationToken cancellationToken)
    {
        var targets = new SortedDictionary<string, BakedTarget>(StringComparer.Ordinal);
        if (options.Plan is { } plan)
        {
            foreach (var (target, build) in plan.Builds)
                targets[target] = new BakedTarget(BuildValues.TagsOf(build), BuildRungs.SituationOf(build), build);
            return targets;
        }

        var output = new List<string>();
        var print = settings with { Print = true, Progress = ProgressMode.Quiet, MetadataFile = null };
        var process = await new DockerProcess(options.Time).RunAsync(
            print,
            line =>
            {
                if (line.Kind == OutputKind.StandardOutput)
                    output.Add(line.Text);
            },
            cancellationToken: cancellationToken);
        process.EnsureSuccess();
        foreach (var (target, definition) in BakeFileReader.Read(string.Join('\n', output)).Targets)
        {
            targets[target] = new BakedTarget(
                [.. (definition.Tags ?? []).Select(tag => tag.ToString())],
                new RecoverySituation { Imports = definition.CacheFrom is { IsEmpty: false }, Exports = definition.CacheTo is { IsEmpty: false }, Uncached = definition.NoCache is true });
        }

        return targets;
    }
}
