using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>The linter's own rules, in addition to BuildKit's checks.</summary>
public static class LintRules
{
    /// <summary>All rules, by id.</summary>
    public static IReadOnlyList<LintRule> All { get; } = [.. ById().Select(rule => rule.Rule)];

    /// <summary>The documentation of the rules, a Markdown page with a section for each.</summary>
    public static string Page => field ??= RulesPage.Write(ById());

    /// <summary>Finds a rule by id or name, in any case.</summary>
    /// <returns>The rule; <c>null</c> if no rule has this id or name.</returns>
    public static LintRule? Find(string name) =>
        All.FirstOrDefault(rule => rule.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the section of <see cref="Page"/> about a rule, without its heading; <c>null</c> if the rule is not one of these.</summary>
    internal static string? Section(string id) => RuleCatalog.All.FirstOrDefault(rule => rule.Rule.Id == id) is { } rule ? RulesPage.Section(rule) : null;

    private static IEnumerable<DockerfileRule> ById() => RuleCatalog.All.OrderBy(rule => rule.Rule.Id, StringComparer.Ordinal);
}
