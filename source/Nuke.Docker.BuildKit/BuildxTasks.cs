using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Caching.Internal;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
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
        if (attempt.Fault is { Kind: DockerFaultKind.EngineStoreCorrupt or DockerFaultKind.SolverFlake } flake)
        {
            var note = $"{flake.Cause} BuildKit mostly gets over that by itself; the same command was run again.";
            options.Print?.Invoke(ProgressLevel.Warning, note);
            var second = await AttemptAsync(settings, options, cancellationToken);
            attempt = second with { Report = second.Report.Continuing(attempt.Report, note) };
        }

        Write(attempt.Report, options.ReportDirectory);
        return attempt.Fault is null ? attempt.Report : throw DockerBuildException.For(attempt.Fault, attempt.Process.Command, attempt.Process.WorkingDirectory);
    }

    private static async Task<Attempt> AttemptAsync(BuildxBuildSettings settings, BuildxBuildOptions options, CancellationToken cancellationToken)
    {
        var time = options.Time ?? TimeProvider.System;
        var metadataFile = settings.MetadataFile ?? Path.Combine(Path.GetTempPath(), $"buildx-metadata-{Guid.NewGuid():N}.json");
        var effective = settings with { Progress = ProgressMode.RawJson, MetadataFile = metadataFile };
        var exports = LocalCaches(settings).Select(folder => new UnfinishedExports(folder)).ToList();
        var succeeded = false;
        using var printer = new ProgressPrinter(StyleOf(settings.Progress), options.Print ?? ((_, _) => { }), time, settings.CreateRedactor().Redact);
        try
        {
            var started = time.GetUtcNow();
            var process = await new DockerProcess(time).RunAsync(effective, line => Take(printer, line), cancellationToken: cancellationToken);
            var fault = FaultClassifier.Classify(printer.Graph, process.ExitCode);
            var report = BuildReportFactory.Create(printer.Graph, new BuildFacts
            {
                Image = options.Image ?? settings.Tag?.FirstOrDefault() ?? "image",
                Tags = settings.Tag ?? [],
                Started = started,
                Duration = process.Duration,
                ExitCode = process.ExitCode,
                Fault = fault?.Cause,
                Metadata = MetadataFile.Read(metadataFile),
                ImageBytes = fault is null ? await SizeAsync(options.Engine, settings, cancellationToken) : null,
                RedactedCommand = process.Command,
                Engine = options.EngineName,
            });
            succeeded = fault is null;
            return new Attempt(process, report, fault);
        }
        finally
        {
            foreach (var export in succeeded ? [] : exports)
                await export.RemoveAsync();
            if (settings.MetadataFile is null)
                File.Delete(metadataFile);
        }
    }

    // What would fail is told before a process starts, and with more help than buildx has.
    private static void Check(BuildxBuildSettings settings)
    {
        var folder = Path.GetFullPath(settings.WorkingDirectory ?? ".");
        var context = settings.Context ?? ".";
        // The last one is docker's own short form of a Git URL.
        var isFolder = context != "-" && !context.Contains("://", StringComparison.Ordinal) && !context.StartsWith("git@", StringComparison.Ordinal) && !context.StartsWith("github.com/", StringComparison.Ordinal);
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

    // An image that was pushed or written to a file isn't in the engine, and one without a name can't be asked for.
    private static async Task<long?> SizeAsync(IDockerEngine? engine, BuildxBuildSettings settings, CancellationToken cancellationToken)
    {
        if (engine is null || settings.Tag is not [var tag, ..] || settings.Output is { Count: > 0 })
            return null;

        try
        {
            return (await engine.InspectImageAsync(tag, cancellationToken))?.Size;
        }
        catch (EngineRequestException)
        {
            // The image is built and good; only its size stays unknown.
            return null;
        }
    }

    private static void Write(BuildReport report, string? directory)
    {
        if (directory is null)
            return;
        BuildReportWriter.Write(report, Path.Combine(directory, "report.json"));
        BuildReportWriter.WriteText(MarkdownSummary.Of(report), Path.Combine(directory, "report.md"));
    }

    private sealed record Attempt(ProcessResult Process, BuildReport Report, DockerFault? Fault);
}
