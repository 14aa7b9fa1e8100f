namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>A rule of the linter.</summary>
/// <param name="Id"><c>NDB001</c>, or the name of one of BuildKit's own checks.</param>
/// <param name="Name">In words that stay together: <c>CodeBeforeDependencies</c>.</param>
/// <param name="Severity">What a finding counts as.</param>
/// <param name="Cause">What is wrong, as a clause.</param>
/// <param name="Cost">What that costs, as a clause.</param>
/// <param name="Cure">What to do, as an imperative.</param>
/// <param name="Url">Its page; null for one of ours where no public address is known: <see cref="LintRules.Page"/> has it.</param>
/// <param name="Fixable">Whether the fixer can mend it where that is safe.</param>
public sealed record LintRule(string Id, string Name, LintSeverity Severity, string Cause, string Cost, string Cure, string? Url, bool Fixable);
