namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class WouldFail() : DockerfileRule(new("NDB000", LintSeverity.Error)
{
    Cause = "BuildKit rejects this Dockerfile",
    Cost = "the build fails",
    Cure = "correct the line that the message names",
    Notes = """
        Errors of syntax (an unknown instruction, a missing argument) fail every build. The others fail only a build of the stage concerned: a mount of
        an unknown type, a required variable without a value, a stage that is used before it is defined.
        """,
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) =>
        subject.Dockerfile.Problems.Select(problem => new LintFinding(Rule, subject.Dockerfile.Path, problem.Lines, problem.Message));
}
