using System.Text.Json;
using Nuke.Docker.BuildKit.Reports.Internal;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Reads reports that <see cref="BuildReportWriter"/> wrote, now or in an earlier version.</summary>
public static class BuildReportReader
{
    /// <summary>Reads a report's file.</summary>
    /// <exception cref="InvalidDataException">The file is no report, or one of a newer version.</exception>
    public static BuildReport Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads a report's JSON.</summary>
    /// <param name="json">The content.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="InvalidDataException">The content is no report, or one of a newer version.</exception>
    public static BuildReport Parse(string json, string name = "the text")
    {
        try
        {
            var report = JsonSerializer.Deserialize(json, ReportJsonContext.Default.BuildReport)
                ?? throw new InvalidDataException($"{name} is not a build report: it is null");
            return report.Schema <= BuildReport.CurrentSchema
                ? report
                : throw new InvalidDataException(
                    $"{name} was written by a newer version (schema {report.Schema}; this one reads up to {BuildReport.CurrentSchema})");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{name} is not a build report: {exception.Message}", exception);
        }
    }
}
