using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;

/// <summary>Writes findings as lines that CI servers show along with the code.</summary>
internal static class LintAnnotations
{
    /// <summary>Returns a workflow command of GitHub Actions: <c>::warning file=…</c>.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="root">The directory of the repository, to which paths are made relative; <c>null</c> keeps them.</param>
    [Pure]
    public static string GitHub(LintFinding finding, string? root = null)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var kind = finding.Rule.Severity switch { LintSeverity.Error => "error", LintSeverity.Warning => "warning", _ => "notice" };
        var place = finding.Lines is { } lines ? $",line={lines.First},endLine={lines.Last}" : "";
        var title = Property($"{finding.Rule.Id} {finding.Rule.Name}");
        return $"::{kind} file={Property(LintPath.Relative(finding.Path, root))}{place},title={title}::{Data(finding.Message)}";

        static string Data(string text) => text
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

        static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
    }

    /// <summary>Returns a logging command of Azure Pipelines, <c>##vso[task.logissue …]</c>. It reports notes as warnings.</summary>
    /// <inheritdoc cref="GitHub"/>
    [Pure]
    public static string Azure(LintFinding finding, string? root = null)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var kind = finding.Rule.Severity == LintSeverity.Error ? "error" : "warning";
        var place = finding.Lines is { } lines ? $"linenumber={lines.First};columnnumber={finding.Span?.Column ?? 1};" : "";
        var source = Escaped(LintPath.Relative(finding.Path, root));
        return $"##vso[task.logissue type={kind};sourcepath={source};{place}code={Escaped(finding.Rule.Id)};]{Escaped(finding.Message)}";

        static string Escaped(string text) => text
            .Replace("%", "%AZP25", StringComparison.Ordinal)
            .Replace(";", "%3B", StringComparison.Ordinal)
            .Replace("]", "%5D", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);
    }
}
