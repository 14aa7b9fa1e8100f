using Nuke.Docker.BuildKit.Dockerfiles.Linting;

namespace Reference;

/// <summary>The page about the linter's own rules.</summary>
internal static class LintRulesPage
{
    public const string Rules = "../../source/Nuke.Docker.BuildKit.Dockerfiles/Linting/README.md";

    public static string Write() => new MarkdownPage("Lint rules")
        .Paragraph(
            "`DockerLint` checks these rules in addition to [BuildKit's own checks](https://docs.docker.com/reference/build-checks/). "
            + $"Examples and details: [rules for Dockerfiles]({Rules}). How to run, suppress and fix: [Lint and fix](../lint-and-fix.md).")
        .Table(["Rule", "Name", "Severity", "Fixed by `DockerFix`", "Problem", "Effect", "Fix"], LintRules.All.Select(Row))
        .ToString();

    private static string[] Row(LintRule rule) =>
    [
        $"[{rule.Id}]({Rules}#{rule.Id.ToLowerInvariant()})", rule.Name, rule.Severity.ToString().ToLowerInvariant(), rule.Fixable ? "where it is safe" : "no",
        MarkdownPage.Sentence(rule.Cause), MarkdownPage.Sentence(rule.Cost), MarkdownPage.Sentence(rule.Cure),
    ];
}
