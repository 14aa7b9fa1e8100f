using System.Text;
using Nuke.Docker.BuildKit.Reports.Internal;

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
        WriteBytes(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text), path);
    }

    /// <summary>Likewise bytes, for a file that may be in any encoding. A file that is replaced keeps its permissions.</summary>
    internal static void WriteBytes(byte[] bytes, string path)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // Beside the target, because a rename is one step only within a file system.
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
