using System.Reflection;
using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Writes the documentation of the rules as a Markdown page with one section for each.</summary>
internal static class RulesPage
{
    private const string Introduction = """
        # Rules for Dockerfiles

        `DockerLint` reports violations of these rules along with the findings of BuildKit's own checks. `DockerFix` applies the fixes that depend
        on nothing but the files. It proposes the others with the condition that they need; `--prove` tries them on the engine.
        `--fail-on error|warning|never` sets which findings fail the build; the default is `error`.

        A comment directly above an instruction suppresses findings in that instruction. The text after the rules is the reason; reports show it:

        ```dockerfile
        # ndb:ignore=NDB017 binds port 80 itself
        CMD ["nginx"]
        ```

        `# check=skip=NDB017` or `# check=skip=all` at the top suppresses findings in the whole file, as it does for BuildKit's checks.
        """;

    // Set if the package is built for a public repository: RepositoryUrl or LintRulesUrl.
    private static readonly string? s_address = typeof(RulesPage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => metadata.Key == "LintRulesUrl")?.Value;

    /// <summary>Returns the public address of a rule's section; <c>null</c> if the page has none.</summary>
    public static string? UrlOf(string id) => s_address is null ? null : $"{s_address}#{id.ToLowerInvariant()}";

    /// <summary>Writes the page.</summary>
    public static string Write(IEnumerable<DockerfileRule> rules)
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n")).Append('\n');
        foreach (var rule in rules)
            page.Append("\n## ").Append(rule.Rule.Id).Append("\n\n").Append(Section(rule)).Append('\n');
        return page.ToString();
    }

    /// <summary>Writes the section of a rule, without its heading.</summary>
    public static string Section(DockerfileRule rule)
    {
        var text = rule.Text;
        var section = new StringBuilder($"**{rule.Rule.Name}** ({text.Severity.ToString().ToLowerInvariant()})\n\n")
            .Append("- Cause: ").Append(text.Cause).Append(".\n")
            .Append("- Cost: ").Append(text.Cost).Append(".\n")
            .Append("- Fix: ").Append(text.Cure).Append('.');
        foreach (var paragraph in new[] { text.Notes, text.Fixer is null ? null : $"`DockerFix` {text.Fixer}" }.OfType<string>())
            section.Append("\n\n").Append(paragraph.ReplaceLineEndings("\n"));
        return section.ToString();
    }
}
