using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Bake;
using Nuke.Docker.BuildKit.Caching.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Internal;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Settings;

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
        List<BuildxBuildSettings> builds = [.. options.Plan?.Builds.Values ?? []];
        foreach (var build in builds)
            Check(build);
        await using var caches = await LocalCaches.OpenAsync(builds, options.LocalCache, options.Print, options.Time, cancellationToken);
        settings = caches.Apply(settings, options.Plan);

        var targets = await TargetsAsync(settings, options, cancellationToken);
        var bake = await BakeAsync(settings, options, targets, cancellationToken);
        if (SecondAttempt(bake.Fault, options.Print) is { } note)
        {
            var second = await BakeAsync(settings, options, targets, cancellationToken);
            bake = second with { Reports = [.. second.Reports.Zip(bake.Reports, (report, first) => report.Continuing(first, note))] };
        }

        await caches.CloseAsync(builds, bake.Reports, bake.Fault?.Kind);
        List<BuildReport> reports = [.. targets.Keys.Zip(bake.Reports, (target, report) => caches.AddNotes(report, options.Plan?.Builds.GetValueOrDefault(target)))];
        foreach (var (target, report) in targets.Keys.Zip(reports))
            Write(report, options.ReportDirectory?.Invoke(target));
        return bake.Fault is null ? reports : throw DockerBuildException.For(bake.Fault, bake.Process.Command, bake.Process.WorkingDirectory);
    }

    private static async Task<BakeAttempt> BakeAsync(
        BuildxBakeSettings settings,
        BuildxBakeOptions options,
        SortedDictionary<string, IReadOnlyList<string>> targets,
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
        var process = await new DockerProcess(time).RunAsync(
            settings with { Progress = ProgressMode.RawJson, MetadataFile = files.MetadataFile },
            line =>
            {
                Take(printer, line);
                if (line.Kind == OutputKind.StandardError)
                    graphs.Add(ProgressReader.Read(line.Text));
            },
            cancellationToken: cancellationToken);
        var fault = FaultClassifier.Classify(printer.Graph, process.ExitCode);
        var facts = new BakeFacts(graphs, printer.Graph, process, started, fault, File.Exists(files.MetadataFile) ? MetadataFile.ParseBake(await File.ReadAllBytesAsync(files.MetadataFile, cancellationToken)) : null);
        var reports = new List<BuildReport>();
        foreach (var (target, tags) in targets)
            reports.Add(await facts.ReportAsync(target, tags, options, cancellationToken));
        return new BakeAttempt(process, reports, fault);
    }

    // The targets with their tags.
    private static async Task<SortedDictionary<string, IReadOnlyList<string>>> TargetsAsync(BuildxBakeSettings settings, BuildxBakeOptions options, CancellationToken cancellationToken)
    {
        var targets = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (options.Plan is { } plan)
        {
            foreach (var (target, build) in plan.Builds)
                targets[target] = build.Tag ?? [];
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
            targets[target] = [.. (definition.Tags ?? []).Select(tag => tag.ToString())];
        return targets;
    }

    private sealed record BakeAttempt(ProcessResult Process, IReadOnlyList<BuildReport> Reports, DockerFault? Fault);
}
