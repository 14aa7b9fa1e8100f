using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Builds.Compose.Internal;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes.Internal;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit;

public static partial class ComposeTasks
{
    /// <summary>Builds the images of a compose project, with caches that are laid over its files, and tells what happened, service by service.</summary>
    /// <param name="settings">What to build; its last file is followed by <see cref="ComposeBuildOptions.OverrideFile"/>. <c>--progress</c> says how it is shown; compose itself always runs with <c>json</c>, which it has since 2.29.</param>
    /// <param name="options">The services with their caches; where progress and reports go.</param>
    /// <param name="cancellationToken">Stops the build: SIGINT first, later by force.</param>
    /// <returns>A report for each service, in the order of the options.</returns>
    /// <exception cref="DockerBuildException">A service failed; its sealed types say how. Reports are written all the same, of the others too.</exception>
    /// <exception cref="InvalidSettingException">A setting that compose would refuse or ignore.</exception>
    public static async Task<IReadOnlyList<BuildReport>> ComposeBuildAsync(ComposeBuildSettings settings, ComposeBuildOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        CommandRunner.Check(settings);
        foreach (var service in options.Services)
            BuildxTasks.Check(service.Build);

        await using var frame = await BuildFrame.OpenAsync(options.Services.Select(service => service.Build), options, cancellationToken);
        var rungs = new ComposeRungs(options.Services, frame.Builds);
        return await frame.RunAsync(
            rungs,
            () => AttemptAsync(settings, options, rungs, cancellationToken),
            options.Services.Select(service => options.ReportDirectory?.Invoke(service.Service)),
            cancellationToken);
    }

    private static async Task<AttemptResult> AttemptAsync(ComposeBuildSettings settings, ComposeBuildOptions options, ComposeRungs rungs, CancellationToken cancellationToken)
    {
        var time = options.Time ?? TimeProvider.System;
        var laidOver = ComposeCacheOverride.Create(rungs.Services);
        AtomicFile.WriteText(laidOver.Text, options.OverrideFile);
        var style = StyleOf(settings.Progress);
        settings = settings.AddFile(options.OverrideFile).SetProgress(ComposeProgress.Json);
        foreach (var (name, value) in laidOver.SecretVariables)
            settings = settings.AddSecretEnvironmentVariable(name, value);

        var redactors = options.Services.Select(service => service.Build.CreateRedactor()).Append(settings.CreateRedactor()).ToList();
        var redact = (string text) => redactors.Aggregate(text, (shown, redactor) => redactor.Redact(shown));
        var targets = options.Services.Select(service => ComposeOutput.TargetOf(service.Service)).ToList();
        var graphs = new BakeGraphs(targets, redact);
        using var printer = new ProgressPrinter(style, options.Print ?? ((_, _) => { }), time, redact);
        var started = time.GetUtcNow();
        var (process, stalled) = await WatchedProcess.RunAsync(settings, printer, Take, options.Recovery, rungs.Situation, time, cancellationToken);
        var fault = stalled ?? FaultClassifier.Classify(printer.Graph, process.ExitCode);
        var facts = new BakeFacts(graphs, printer.Graph, process, started, fault, Metadata: null);
        var reports = new List<BuildReport>();
        foreach (var (service, target) in options.Services.Zip(targets))
            reports.Add(await facts.ReportAsync(target, BuildValues.TagsOf(service.Build), isLocal: settings.Push is not true, service.Cache, options.Engine, options.EngineName, cancellationToken));
        return new AttemptResult(process, reports, fault, [.. options.Services.Zip(targets).Where(pair => facts.Failed.Contains(pair.Second)).Select(pair => pair.First.Service)]);

        void Take(OutputLine line)
        {
            foreach (var text in ComposeOutput.Lines(line))
            {
                printer.Write(text);
                graphs.Add(ProgressReader.Read(text));
            }
        }
    }

    private static ProgressStyle StyleOf(ComposeProgress? progress) => progress switch
    {
        ComposeProgress.Plain => ProgressStyle.Plain,
        ComposeProgress.Quiet => ProgressStyle.Quiet,
        ComposeProgress.Json => ProgressStyle.RawJson,
        null or ComposeProgress.Auto => ProgressStyle.Auto,
        _ => throw new InvalidSettingException("--progress", "tty is compose's own display and leaves no events to report from. Use auto, plain, quiet or json"),
    };
}
