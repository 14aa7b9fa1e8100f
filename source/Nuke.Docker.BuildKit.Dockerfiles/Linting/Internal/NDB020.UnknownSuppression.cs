namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class UnknownSuppression() : DockerfileRule(new("NDB020", LintSeverity.Warning)
{
    Cause = "a comment suppresses a rule that does not exist",
    Cost = "the intended rule is not suppressed",
    Cure = "name an existing rule",
    Notes = "`# ndb:ignore=NDB001,RootUser reason` accepts ids and names of these rules and of BuildKit's checks.",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Suppressions.Unknown
        .Select(unknown => Found(subject, unknown.Comment.Span, $"the rule '{unknown.Rule}' does not exist. {unknown.Suggestion}"));
}
