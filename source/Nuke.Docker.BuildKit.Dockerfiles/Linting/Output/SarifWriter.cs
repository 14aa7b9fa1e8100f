using System.Diagnostics.Contracts;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;

/// <summary>Writes a report as SARIF 2.1.0, which GitHub's code scanning and editors read. It includes suppressed findings, marked as such.</summary>
internal static class SarifWriter
{
    /// <summary>Returns the JSON.</summary>
    /// <param name="report">The findings.</param>
    /// <param name="root">The directory of the repository, to which paths are made relative; <c>null</c> keeps them.</param>
    /// <param name="page">The path of a file with <see cref="LintRules.Page"/>, for links of rules without a public address; <c>null</c> for no links.</param>
    [Pure]
    public static string Write(LintReport report, string? root = null, string? page = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        LintFinding[] findings = [.. report.Findings, .. report.Suppressed];
        LintRule[] rules = [.. findings.Select(finding => finding.Rule).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Driver(json, rules, page is null ? null : new Uri(Path.GetFullPath(page)).AbsoluteUri);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var finding in findings)
                Result(json, finding, Array.FindIndex(rules, rule => rule.Id == finding.Rule.Id), LintPath.Relative(finding.Path, root));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Driver(Utf8JsonWriter json, LintRule[] rules, string? page)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Nuke.Docker.BuildKit");
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", rule.Name);
            Message(json, "shortDescription", rule.Cause);
            Message(json, "fullDescription", rule.Cost.Length > 0 ? $"{rule.Cause}: {rule.Cost}." : rule.Cause);
            var section = LintRules.Section(rule.Id);
            Message(json, "help", $"{rule.Cure}.{(rule.Url is null ? "" : $" {rule.Url}")}", section);
            var link = page is null || section is null ? rule.Url : rule.Url ?? $"{page}#{rule.Id.ToLowerInvariant()}";
            if (link is not null)
                json.WriteString("helpUri", link);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, LintFinding finding, int index, string path)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", index);
        json.WriteString("level", Level(finding.Rule));
        Message(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal));
        json.WriteEndObject();
        Region(json, finding);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        if (finding.Suppressed is { } reason)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "inSource");
            json.WriteString("justification", reason);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Region(Utf8JsonWriter json, LintFinding finding)
    {
        if (finding.Lines is not { First: > 0 } lines)
            return;
        json.WriteStartObject("region");
        json.WriteNumber("startLine", finding.Span?.Line ?? lines.First);
        if (finding.Span is { } span)
        {
            json.WriteNumber("startColumn", span.Column);
            json.WriteNumber("endLine", span.EndLine);
            json.WriteNumber("endColumn", span.EndColumn);
        }
        else
        {
            json.WriteNumber("endLine", lines.Last);
        }

        json.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter json, string name, string text, string? markdown = null)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        if (markdown is not null)
            json.WriteString("markdown", markdown);
        json.WriteEndObject();
    }

    private static string Level(LintRule rule) => rule.Severity switch { LintSeverity.Error => "error", LintSeverity.Warning => "warning", _ => "note" };
}
