using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Internal;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Settings;

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

        var attempt = await AttemptAsync(settings, options, cancellationToken);
        if (SecondAttempt(attempt.Fault, options.Print) is { } note)
        {
            var second = await AttemptAsync(settings, options, cancellationToken);
            attempt = second with { Report = second.Report.Continuing(attempt.Report, note) };
        }

        Write(attempt.Report, options.ReportDirectory);
        return attempt.Fault is null ? attempt.Report : throw DockerBuildException.For(attempt.Fault, attempt.Process.Command, attempt.Process.WorkingDirectory);
    }

    private static async Task<Attempt> AttemptAsync(BuildxBuildSettings settings, BuildxBuildOptions options, CancellationToken cancellationToken)
    {
        var time = options.Time ?? TimeProvider.System;
        await using var files = new RunFiles(settings.MetadataFile, LocalCaches(settings));
        using var printer = new ProgressPrinter(StyleOf(settings.Progress), options.Print ?? ((_, _) => { }), time, settings.CreateRedactor().Redact);
        var started = time.GetUtcNow();
        var process = await new DockerProcess(time).RunAsync(
            settings with { Progress = ProgressMode.RawJson, MetadataFile = files.MetadataFile },
            line => Take(printer, line),
            cancellationToken: cancellationToken);
        var fault = FaultClassifier.Classify(printer.Graph, process.ExitCode);
        // An image that was pushed or written to a file isn't in the engine.
        var isLocal = settings.Output is null or [];
        var report = BuildReportFactory.Create(printer.Graph, new BuildFacts
        {
            Image = options.Image ?? settings.Tag?.FirstOrDefault() ?? "image",
            Tags = settings.Tag ?? [],
            Started = started,
            Duration = process.Duration,
            ExitCode = process.ExitCode,
            Fault = fault?.Cause,
            Metadata = MetadataFile.Read(files.MetadataFile),
            ImageBytes = fault is null && isLocal ? await ImageSize.AskAsync(options.Engine, settings.Tag?.FirstOrDefault(), cancellationToken) : null,
            Cache = options.Cache,
            RedactedCommand = process.Command,
            Engine = options.EngineName,
        });
        files.Succeeded = fault is null;
        return new Attempt(process, report, fault);
    }

    // Why the same command is run once more; null where that wouldn't help. A user's error is never tried again.
    private static string? SecondAttempt(DockerFault? fault, Action<ProgressLevel, string>? print)
    {
        if (fault is not { Kind: DockerFaultKind.EngineStoreCorrupt or DockerFaultKind.SolverFlake })
            return null;

        var note = $"{fault.Cause} BuildKit mostly gets over that by itself; the same command was run again.";
        print?.Invoke(ProgressLevel.Warning, note);
        return note;
    }

    // What would fail is told before a process starts, and with more help than buildx has.
    private static void Check(BuildxBuildSettings settings)
    {
        var folder = Path.GetFullPath(settings.WorkingDirectory ?? ".");
        var context = settings.Context ?? ".";
        var isFolder = BuildContexts.IsFolder(context);
        if (isFolder)
            Preflight.RequireContext(Path.GetFullPath(context, folder));
        if (settings.File is { } file && file != "-" && !file.Contains("://", StringComparison.Ordinal))
            Preflight.RequireDockerfile(Path.GetFullPath(file, folder));
        else if (settings.File is null && isFolder)
            Preflight.RequireDockerfile(Path.Combine(Path.GetFullPath(context, folder), "Dockerfile"));
        foreach (var cache in LocalCaches(settings))
            Preflight.RequireWritableCache(cache);
    }

    private static IEnumerable<string> LocalCaches(BuildxBuildSettings settings) =>
        (settings.CacheTo ?? []).OfType<LocalCacheTo>().Select(cache => Path.GetFullPath(cache.Destination, Path.GetFullPath(settings.WorkingDirectory ?? ".")));

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

    private static void Write(BuildReport report, string? directory)
    {
        if (directory is null)
            return;
        BuildReportWriter.Write(report, Path.Combine(directory, "report.json"));
        BuildReportWriter.WriteText(MarkdownSummary.Of(report), Path.Combine(directory, "report.md"));
    }

    private sealed record Attempt(ProcessResult Process, BuildReport Report, DockerFault? Fault);
}
