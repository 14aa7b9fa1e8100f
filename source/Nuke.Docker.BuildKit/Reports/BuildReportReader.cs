using System.Text.Json;
using Nuke.Docker.BuildKit.Reports.Internal;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Reads reports of <see cref="BuildReportWriter"/>, also those of earlier versions.</summary>
internal static class BuildReportReader
{
    /// <summary>Reads the file of a report.</summary>
    /// <exception cref="InvalidDataException">The file is not a report, or was written by a newer version.</exception>
    public static BuildReport Read(string path)
    {
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads the JSON of a report.</summary>
    /// <param name="json">The content.</param>
    /// <param name="name">The name for error messages.</param>
    /// <exception cref="InvalidDataException">The content is not a report, or was written by a newer version.</exception>
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
