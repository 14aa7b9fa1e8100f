using System.Diagnostics.Contracts;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;

/// <summary>Writes a report as GitLab's code quality artifact, which merge requests show along with the code.</summary>
internal static class GitLabCodeQuality
{
    /// <summary>Returns the JSON of <c>artifacts:reports:codequality</c>.</summary>
    /// <param name="report">The findings.</param>
    /// <param name="root">The directory of the repository, to which paths are made relative; <c>null</c> keeps them.</param>
    [Pure]
    public static string Write(LintReport report, string? root = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var finding in report.Findings)
                Write(json, finding, LintPath.Relative(finding.Path, root));
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, LintFinding finding, string path)
    {
        json.WriteStartObject();
        json.WriteString("description", finding.Message);
        json.WriteString("check_name", finding.Rule.Id);
        // Without the line, so that a finding keeps its fingerprint if it moves.
        var identity = Encoding.UTF8.GetBytes($"{finding.Rule.Id}\n{path}\n{finding.Message}");
        json.WriteString("fingerprint", Convert.ToHexStringLower(SHA256.HashData(identity)));
        json.WriteString("severity", finding.Rule.Severity switch { LintSeverity.Error => "critical", LintSeverity.Warning => "major", _ => "info" });
        json.WriteStartObject("location");
        json.WriteString("path", path);
        json.WriteStartObject("lines");
        json.WriteNumber("begin", finding.Lines?.First ?? 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
