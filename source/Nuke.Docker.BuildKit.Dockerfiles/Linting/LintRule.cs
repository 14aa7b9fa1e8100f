namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>A rule of the linter.</summary>
/// <param name="Id">The id: <c>NDB001</c>, or the name of one of BuildKit's checks.</param>
/// <param name="Name">The name in Pascal case: <c>CodeBeforeDependencies</c>.</param>
/// <param name="Severity">The severity of its findings.</param>
/// <param name="Cause">The mistake, as a clause.</param>
/// <param name="Cost">Its consequence, as a clause; empty for BuildKit's checks.</param>
/// <param name="Cure">The remedy, as an imperative.</param>
/// <param name="Url">
/// The address of its documentation; <c>null</c> if it has no public address. <see cref="LintRules.Page"/> documents the linter's own rules.
/// </param>
/// <param name="Fixable">True if the fixer can fix some of its findings.</param>
public sealed record LintRule(string Id, string Name, LintSeverity Severity, string Cause, string Cost, string Cure, string? Url, bool Fixable);
