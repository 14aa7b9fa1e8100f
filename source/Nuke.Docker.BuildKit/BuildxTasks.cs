using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit;

public static partial class BuildxTasks
{
    /// <summary>Builds an image and tells what happened: which steps ran, which were cached, what was sent and what came of it.</summary>
    /// <param name="settings">What to build. <c>--progress</c> says how it is shown; buildx itself always runs with <c>rawjson</c>.</param>
    /// <param name="options">Where progress and reports go; <c>null</c>: nowhere.</param>
    /// <param name="cancellationToken">Stops the build: SIGINT first, later by force.</param>
    /// <exception cref="DockerBuildException">The build failed; its sealed types say how. The report is written all the same.</exception>
    /// <exception cref="InvalidSettingException">A setting that buildx would refuse or ignore.</exception>
    /// <exception cref="OperationCanceledException">Only once buildx is really gone.</exception>
    public static async Task<BuildReport> BuildxBuildAsync(
        BuildxBuildSettings settings,
        BuildxBuildOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        options ??= new BuildxBuildOptions();
        Check(settings);
        Validate(settings, [settings], options.Versions, options.Print);
        await using var frame = await BuildFrame.OpenAsync([settings], options, cancellationToken);
        var rungs = new BuildRungs(frame.Builds[0]);
        return (await frame.RunAsync(rungs, () => AttemptAsync(rungs, options, cancellationToken), [options.ReportDirectory], cancellationToken))[0];
    }

    private static async Task<AttemptResult> AttemptAsync(BuildRungs rungs, BuildxBuildOptions options, CancellationToken cancellationToken)
    {
        var settings = rungs.Settings;
        var time = options.Time ?? TimeProvider.System;
        using var files = new RunFiles(settings.MetadataFile);
        using var printer = new ProgressPrinter(StyleOf(settings.Progress), options.Print ?? ((_, _) => { }), time, settings.CreateRedactor().Redact);
        var started = time.GetUtcNow();
        var (process, stalled) = await WatchedProcess.RunAsync(
            settings with { Progress = ProgressMode.RawJson, MetadataFile = files.MetadataFile },
            printer, line => Take(printer, line), options.Recovery, rungs.Situation, time, cancellationToken);
        var fault = stalled ?? FaultClassifier.Classify(printer.Graph, process.ExitCode);
        // An image that was pushed or written to a file isn't in the engine.
        var isLocal = settings.Output is null or [];
        var report = BuildReportFactory.Create(printer.Graph, new BuildFacts
        {
            Image = options.Image ?? settings.Tag?.FirstOrDefault()?.Familiar ?? "image",
            Tags = BuildValues.TagsOf(settings),
            Started = started,
            Duration = process.Duration,
            ExitCode = process.ExitCode,
            Fault = fault?.Cause,
            Metadata = MetadataFile.Read(files.MetadataFile),
            ImageBytes = fault is null && isLocal ? await ImageSize.AskAsync(options.Engine, settings.Tag?.FirstOrDefault()?.Familiar, cancellationToken) : null,
            Cache = options.Cache,
            RedactedCommand = process.Command,
            Engine = options.EngineName,
        });
        return new AttemptResult(process, [report], fault, []);
    }

    // What would fail is told before a process starts, and with more help than buildx has.
    internal static void Check(BuildxBuildSettings settings)
    {
        if (settings.ContextFolder() is { } context)
            Preflight.RequireContext(context);
        if (settings.DockerfilePath() is { } dockerfile)
            Preflight.RequireDockerfile(dockerfile);
    }

    private static void Take(ProgressPrinter printer, OutputLine line)
    {
        if (line.Kind == OutputKind.StandardError)
            printer.Write(line.Text);
    }

    private static ProgressStyle StyleOf(ProgressMode? mode) => mode switch
    {
        null or ProgressMode.Auto => ProgressStyle.Auto,
        ProgressMode.Plain => ProgressStyle.Plain,
        ProgressMode.Quiet or ProgressMode.None => ProgressStyle.Quiet,
        ProgressMode.RawJson => ProgressStyle.RawJson,
        _ => throw new InvalidSettingException("--progress", "tty is buildx's own display and leaves no events to report from. Use auto, plain, quiet or rawjson"),
    };
}
