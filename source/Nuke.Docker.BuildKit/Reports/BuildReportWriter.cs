using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Writes a report as JSON, indented and in a stable order, so that two reports can be compared by a text tool.</summary>
public static class BuildReportWriter
{
    /// <summary>The report as JSON.</summary>
    public static string ToJson(BuildReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return ReportJson.Write(report);
    }

    /// <summary>Writes the report to a file, whole or not at all; makes the folder where there is none.</summary>
    public static void Write(BuildReport report, string path) => WriteText(ToJson(report), path);

    /// <summary>Writes any text to a file, whole or not at all: a reader never sees half of it, and an interrupted build leaves the old one.</summary>
    public static void WriteText(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.WriteText(text, path);
    }
}
