using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.Ci;
using Nuke.Docker.BuildKit.Reports.History;
using Nuke.Docker.BuildKit.Reports.Page;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Completes the report of an image with its history, layers and context, and writes its files.</summary>
internal sealed class ReportFiles
{
    private const string Page = "report.html";

    private readonly BuildPart _part;
    private readonly BuildOptions _options;
    private readonly Task<ContextReport?> _context;
    private Task<BuiltImage>? _image;

    private ReportFiles(BuildPart part, BuildOptions options, Task<ContextReport?> context) => (_part, _options, _context) = (part, options, context);

    /// <summary>The history of the image before this build.</summary>
    public BuildHistory History { get; private init; } = BuildHistory.Empty;

    /// <summary>Reads the history, and begins to read the build context while the build runs.</summary>
    public static ReportFiles Begin(BuildPart part, BuildOptions options, CancellationToken cancellationToken) =>
        part.ReportDirectory is not null
            ? new ReportFiles(part, options, ContextFacts.BeginAsync(part.Given, cancellationToken)) { History = HistoryOf(part, options) }
            : new ReportFiles(part, options, Task.FromResult<ContextReport?>(null));

    /// <summary>Reads the history of the image; an empty one if no reports are written.</summary>
    public static BuildHistory HistoryOf(BuildPart part, BuildOptions options) =>
        part.ReportDirectory is { } directory ? BuildHistory.Read(HistoryFile(options, directory)) : BuildHistory.Empty;

    /// <summary>Begins to ask the engine for the size and, if files are written, the layers of the image.</summary>
    /// <param name="report">The report of the build.</param>
    /// <param name="pushes">True if the command pushes its images.</param>
    /// <param name="redact">Removes the secrets of the build from a text.</param>
    /// <param name="cancellationToken">Cancels the questions to the engine.</param>
    public void BeginImage(BuildReport report, bool pushes, Func<string, string> redact, CancellationToken cancellationToken)
    {
        if (_options.Engine is { } engine && report.ExitCode == 0)
            _image = BuiltImage.AskAsync(engine, _part, report, pushes, _part.ReportDirectory is null ? null : redact, cancellationToken);
    }

    /// <summary>Completes a report, and writes it.</summary>
    public async Task<BuildReport> WriteAsync(BuildReport report)
    {
        var image = _image is null ? null : await _image;
        report = report with { Result = report.Result with { Bytes = image?.Bytes } };
        // A build that failed has not come to its other steps.
        if (_options.OverBudget is { } overBudget && report.ExitCode == 0)
            report = report with { OverBudget = [.. overBudget(report)] };
        if (_part.ReportDirectory is not { } directory)
            return report;
        report = report with
        {
            Context = await _context,
            Layers = LayerComparison.Compare(image?.Layers ?? [], History.Layers),
        };
        report = History.With(report).AddTo(report);
        // A read-only checkout, or a cache folder of another user: the image is good.
        var isWritten = await TryAsync($"No report is written to {directory}", () => WriteFilesAsync(report, directory));
        await TryAsync("The history of the image is not written", () => Task.Run(() => BuildHistory.Add(report, HistoryFile(_options, directory))));
        return isWritten ? report with { Page = Shown(Path.Combine(directory, Page)) } : report;
    }

    private async Task<bool> TryAsync(string consequence, Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _options.Print?.Invoke(ProgressLevel.Warning, $"{consequence}: {exception.Message}");
            return false;
        }
    }

    // A path below the working directory is short, and terminals open it.
    private static string Shown(string path) =>
        Path.GetRelativePath(Environment.CurrentDirectory, path) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : path;

    // At the same time, because the build is over and somebody waits for its end.
    private async Task WriteFilesAsync(BuildReport report, string directory)
    {
        var markdown = Path.Combine(directory, "report.md");
        await Task.WhenAll(
            Task.Run(() => AtomicFile.WriteText(ReportPage.Of(report), Path.Combine(directory, Page))),
            Task.Run(() =>
            {
                BuildReportWriter.Write(report, Path.Combine(directory, "report.json"));
                AtomicFile.WriteText(MarkdownSummary.Of(report), markdown);
                AtomicFile.WriteText(TraceEvents.Of(report), Path.Combine(directory, "report.trace.json"));
            }));
        if (_options.Console is { } console)
            CiReport.Write(report, markdown, console, Environment.GetEnvironmentVariable);
    }

    private static string HistoryFile(BuildOptions options, string directory) =>
        HistoryTable.FileOf(options.HistoryDirectory ?? directory, Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)));
}
