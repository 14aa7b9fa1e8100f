using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Writes reports as JSON, indented and in a stable order, so that text tools can compare two reports.</summary>
internal static class BuildReportWriter
{
    /// <summary>Formats the report as JSON.</summary>
    public static string ToJson(BuildReport report) => ReportJson.Write(report);

    /// <summary>Writes the report to a file atomically. Creates the folder if needed.</summary>
    public static void Write(BuildReport report, string path) => AtomicFile.WriteText(ToJson(report), path);
}
