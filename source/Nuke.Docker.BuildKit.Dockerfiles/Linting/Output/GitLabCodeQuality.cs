using System.Diagnostics.Contracts;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;

/// <summary>A report as GitLab's code quality artifact, whose findings stand beside the code of a merge request.</summary>
public static class GitLabCodeQuality
{
    /// <summary>The JSON of <c>artifacts:reports:codequality</c>.</summary>
    /// <param name="report">The findings.</param>
    /// <param name="root">The repository's folder, from which paths are shown; null leaves them as they are.</param>
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
        // Without the line, so that a finding that only moves stays the same one.
        json.WriteString("fingerprint", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule.Id}\n{path}\n{finding.Message}"))));
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
