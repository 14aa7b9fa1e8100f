using Nuke.Docker.BuildKit.Arguments;
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

        var time = options.Time ?? TimeProvider.System;
        var metadataFile = settings.MetadataFile ?? Path.Combine(Path.GetTempPath(), $"buildx-metadata-{Guid.NewGuid():N}.json");
        var effective = settings with { Progress = ProgressMode.RawJson, MetadataFile = metadataFile };
        using var printer = new ProgressPrinter(StyleOf(settings.Progress), options.Print ?? ((_, _) => { }), time, settings.CreateRedactor().Redact);
        try
        {
            var started = time.GetUtcNow();
            var result = await new DockerProcess(time).RunAsync(
                effective,
                line => Take(printer, line),
                cancellationToken: cancellationToken);
            var fault = FaultClassifier.Classify(printer.Graph, result.ExitCode);
            var report = BuildReportFactory.Create(printer.Graph, new BuildFacts
            {
                Image = options.Image ?? settings.Tag?.FirstOrDefault() ?? "image",
                Tags = settings.Tag ?? [],
                Started = started,
                Duration = result.Duration,
                ExitCode = result.ExitCode,
                Fault = fault?.Cause,
                Metadata = MetadataFile.Read(metadataFile),
                ImageBytes = fault is null ? await SizeAsync(options.Engine, settings, cancellationToken) : null,
                RedactedCommand = result.Command,
                Engine = options.EngineName,
            });
            Write(report, options.ReportDirectory);
            return fault is null ? report : throw DockerBuildException.For(fault, result.Command, result.WorkingDirectory);
        }
        finally
        {
            if (settings.MetadataFile is null)
                File.Delete(metadataFile);
        }
    }

    // What would fail is told before a process starts, and with more help than buildx has.
    private static void Check(BuildxBuildSettings settings)
    {
        var folder = Path.GetFullPath(settings.WorkingDirectory ?? ".");
        var context = settings.Context ?? ".";
        var isFolder = context != "-" && !context.Contains("://", StringComparison.Ordinal) && !context.StartsWith("git@", StringComparison.Ordinal);
        if (isFolder)
            Preflight.RequireContext(Path.GetFullPath(context, folder));
        if (settings.File is { } file && file != "-" && !file.Contains("://", StringComparison.Ordinal))
            Preflight.RequireDockerfile(Path.GetFullPath(file, folder));
        else if (settings.File is null && isFolder)
            Preflight.RequireDockerfile(Path.Combine(Path.GetFullPath(context, folder), "Dockerfile"));
        foreach (var cache in (settings.CacheTo ?? []).OfType<LocalCacheTo>())
            Preflight.RequireWritableCache(Path.GetFullPath(cache.Destination, folder));
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

    // An image that was pushed or written to a file isn't in the engine, and one without a name can't be asked for.
    private static async Task<long?> SizeAsync(IDockerEngine? engine, BuildxBuildSettings settings, CancellationToken cancellationToken) =>
        engine is not null && settings.Tag is [var tag, ..] && settings.Output is null or []
            ? (await engine.InspectImageAsync(tag, cancellationToken))?.Size
            : null;

    private static void Write(BuildReport report, string? directory)
    {
        if (directory is null)
            return;
        BuildReportWriter.Write(report, Path.Combine(directory, "report.json"));
        BuildReportWriter.WriteText(MarkdownSummary.Of(report), Path.Combine(directory, "report.md"));
    }
}
