using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Bake;
using Nuke.Docker.BuildKit.Caching.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Internal;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Recovery;
using Nuke.Docker.BuildKit.Recovery.Internal;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Settings;
using Nuke.Docker.BuildKit.Settings.Internal;

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

        var time = options.Time ?? TimeProvider.System;
        var probe = new CacheProbe(options.Recovery, options.Engine, options.Print);
        var targets = await TargetsAsync(settings, options, cancellationToken);
        var probed = new SortedDictionary<string, ProbedBuild>(StringComparer.Ordinal);
        foreach (var (target, build) in options.Plan?.Builds ?? ImmutableSortedDictionary<string, BuildxBuildSettings>.Empty)
            probed[target] = await probe.ReviseAsync(build, cancellationToken);
        List<BuildxBuildSettings> builds = [.. probed.Values.Select(build => build.Settings)];
        await using var caches = await LocalCaches.OpenAsync(builds, options.LocalCache, options.Print, options.Time, cancellationToken);
        foreach (var (target, build) in probed)
        {
            var applied = caches.Apply(build.Settings);
            settings = Override(settings, target, options.Plan!.Builds[target], applied);
            targets[target] = targets[target] with { Situation = BuildRungs.Situation(applied), Build = applied };
        }

        var rungs = new BakeRungs(targets);
        var climb = new Climb(options.Recovery, options.Engine, options.EngineReturned, options.Print, time);
        var bake = await BakeAsync(settings, options, targets, cancellationToken);
        while (bake.Fault is { } fault && await climb.NextAsync(fault, rungs.Situation, cancellationToken) is { Rung: { } rung } decision)
        {
            if (fault.Kind == DockerFaultKind.CacheImportCorrupt)
                caches.Repair();
            settings = rung == RecoveryRung.WithoutImport && LeaveOutDamaged(settings, targets, caches) is { } left ? left : rungs.Apply(settings, decision, bake.FailedTargets);
            var reason = $"{fault.Cause} Therefore {decision.Reason}.";
            var next = await BakeAsync(settings, options, targets, cancellationToken);
            bake = next with { Reports = [.. next.Reports.Zip(bake.Reports, (report, before) => report.Continuing(before, rung, reason, climb.Pause))] };
        }

        await caches.CloseAsync(builds, bake.Reports, bake.Fault?.Kind);
        List<BuildReport> reports =
        [
            .. targets.Keys.Zip(bake.Reports, (target, report) =>
                probed.TryGetValue(target, out var build) ? caches.AddNotes(build.AddTo(report), build.Settings) : caches.AddNotes(report, build: null)),
        ];
        foreach (var (target, report) in targets.Keys.Zip(reports))
            Write(report, options.ReportDirectory?.Invoke(target));
        if (bake.Fault is { } last)
            throw DockerBuildException.For(climb.Conclude(last), bake.Process.Command, bake.Process.WorkingDirectory);
        foreach (var report in bake.Reports)
            WarnOfLostExports(report, options.Print);
        return reports;
    }

    // Null where no import is known to be damaged: then all of them may be.
    private static BuildxBakeSettings? LeaveOutDamaged(BuildxBakeSettings settings, SortedDictionary<string, BakedTarget> targets, LocalCaches caches)
    {
        var isLess = false;
        foreach (var (target, baked) in targets.ToList())
        {
            if (baked is not { Build: { CacheFrom: { } imports } build, Situation.Imports: true } || caches.Apply(build) is not { CacheFrom: { } whole } left || whole.Count == imports.Count)
                continue;
            isLess = true;
            // An earlier override would be added to.
            settings = Override(settings with { Set = settings.Set?.RemoveAll(set => set.Target == target && set.Key == "cache-from") }, target, build, left);
            targets[target] = baked with { Situation = baked.Situation with { Imports = !whole.IsEmpty }, Build = left };
        }
        return isLess ? settings : null;
    }

    // What is left out of a target is an override, so that the file stays as it was written.
    private static BuildxBakeSettings Override(BuildxBakeSettings settings, string target, BuildxBuildSettings planned, BuildxBuildSettings applied)
    {
        var set = (settings.Set ?? [])
            .AddRange(Overrides(target, "cache-from", planned.CacheFrom, applied.CacheFrom))
            .AddRange(Overrides(target, "cache-to", planned.CacheTo, applied.CacheTo));
        return set.IsEmpty ? settings : settings with { Set = set };
    }

    // The first override replaces the list, the next ones add to it; an empty one clears it. What holds a secret can't stand in an argument.
    private static IEnumerable<BakeOverride> Overrides(string target, string key, IReadOnlyList<CacheEntry>? before, IReadOnlyList<CacheEntry>? after) =>
        after is null || before!.Count == after.Count ? []
        : after.Count == 0 || after.Any(entry => entry.ToArgument() is var argument && argument.ToString() != argument.Value) ? [new(target, key, "")]
        : after.Select(entry => new BakeOverride(target, key, entry.ToArgument().Value));

    private static async Task<BakeAttempt> BakeAsync(
        BuildxBakeSettings settings,
        BuildxBakeOptions options,
        SortedDictionary<string, BakedTarget> targets,
        CancellationToken cancellationToken)
    {
        var time = options.Time ?? TimeProvider.System;
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
            options.Recovery, new BakeRungs(targets).Situation, time, cancellationToken);
        var fault = stalled ?? FaultClassifier.Classify(printer.Graph, process.ExitCode);
        var facts = new BakeFacts(graphs, printer.Graph, process, started, fault, File.Exists(files.MetadataFile) ? MetadataFile.ParseBake(await File.ReadAllBytesAsync(files.MetadataFile, cancellationToken)) : null);
        var reports = new List<BuildReport>();
        foreach (var (target, baked) in targets)
        {
            var isLocal = options.Plan?.Builds.GetValueOrDefault(target) is not { } build || (build.Output is null or [] && build.Push is not true);
            reports.Add(await facts.ReportAsync(target, baked.Tags, isLocal, options.Cache?.Invoke(target), options.Engine, options.EngineName, cancellationToken));
        }
        return new BakeAttempt(process, reports, fault, graphs.Failed(printer.Graph));
    }

    // The targets with their tags and what can be left out of them.
    private static async Task<SortedDictionary<string, BakedTarget>> TargetsAsync(BuildxBakeSettings settings, BuildxBakeOptions options, CancellationToken cancellationToken)
    {
        var targets = new SortedDictionary<string, BakedTarget>(StringComparer.Ordinal);
        if (options.Plan is { } plan)
        {
            foreach (var (target, build) in plan.Builds)
                targets[target] = new BakedTarget(BuildValues.TagsOf(build), BuildRungs.Situation(build));
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

    private sealed record BakeAttempt(ProcessResult Process, IReadOnlyList<BuildReport> Reports, DockerFault? Fault, IReadOnlyCollection<string> FailedTargets);
}
