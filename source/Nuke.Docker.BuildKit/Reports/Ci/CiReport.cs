using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.Ci;

/// <summary>Adds a report to the summary of a CI job, and annotates the run with its findings.</summary>
internal static class CiReport
{
    // GitHub accepts 1 MiB for a step, and shows 10 annotations of a kind.
    private const int MaxSummary = 1_000_000;
    private const int MaxAnnotations = 10;

    /// <summary>Writes for the server that runs the build, if any.</summary>
    /// <param name="report">The report.</param>
    /// <param name="markdownFile">The path of <c>report.md</c>.</param>
    /// <param name="output">The console.</param>
    /// <param name="environment">Reads an environment variable.</param>
    public static void Write(BuildReport report, string markdownFile, TextWriter output, Func<string, string?> environment)
    {
        if (environment("GITHUB_ACTIONS") == "true")
        {
            if (environment("GITHUB_STEP_SUMMARY") is { Length: > 0 } file)
                Append(MarkdownSummary.Of(report) + "\n", file);
            foreach (var line in Annotations(report))
                output.Write(line + "\n");
            output.Flush();
        }
        else if (environment("TF_BUILD") is { Length: > 0 })
        {
            output.Write($"##vso[task.uploadsummary]{markdownFile}\n");
            output.Flush();
        }
    }

    /// <summary>Returns workflow commands: a failure, findings of the build checks, and advice.</summary>
    public static IEnumerable<string> Annotations(BuildReport report)
    {
        if (report.Problem is { } problem)
            yield return $"::error {Place(report.FaultFile, report.FaultLine)}title={Property(report.Image)}::{Data(problem)}";
        foreach (var check in report.Checks.Take(MaxAnnotations))
            yield return $"::warning {Place(check.File, check.Line)}title={Property(report.Image)}::{Data(check.Message)}";
        foreach (var cause in report.Causes.Where(cause => cause is { IsRoot: true, Advice: not null }).Take(MaxAnnotations))
        {
            var instruction = HumanText.Shorten(cause.Instruction, 80);
            yield return $"::notice title={Property(report.Image)}::{Data($"{instruction} ran: {cause.Sentence}. {cause.Advice}")}";
        }
    }

    private static string Place(string? file, int? line) =>
        file is null ? "" : string.Create(CultureInfo.InvariantCulture, $"file={Property(file)},{(line is null ? "" : $"line={line},")}");

    private static void Append(string text, string file)
    {
        try
        {
            var length = File.Exists(file) ? new FileInfo(file).Length : 0;
            if (length + Encoding.UTF8.GetByteCount(text) <= MaxSummary)
                File.AppendAllText(file, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The summary is an extra; the report itself was written.
        }
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
