using Nuke.Docker.BuildKit.Dockerfiles.Syntax;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class WouldFail() : DockerfileRule(new("NDB000", LintSeverity.Error)
{
    Cause = "BuildKit rejects this Dockerfile",
    Cost = "the build fails",
    Cure = "correct the line that the message names",
    Notes = """
        Errors of syntax (an unknown instruction, a missing argument) fail every build. The others fail only a build of the stage concerned: a mount of
        an unknown type, a required variable without a value, a stage that is used before it is defined. An image name with an
        argument that only the build sets is not reported.
        """,
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) =>
        subject.Dockerfile.Problems.Where(problem => !DependsOnArgument(subject, problem)).Select(problem =>
            new LintFinding(Rule, subject.Dockerfile.Path, problem.Lines, problem.Message))
            .Concat(FileEncodings.OfDockerfile(subject.Dockerfile).Where(fault => fault.Fails).Select(fault =>
                new LintFinding(Rule, fault.File, new DockerfileLines(fault.Line!.Value, fault.Line.Value), $"{fault.Problem}. {TextEncoding.Cure}")));

    // FROM python:$VERSION is correct if the build sets VERSION.
    private static bool DependsOnArgument(LintSubject subject, DockerfileProblem problem)
    {
        if (subject.Dockerfile.Stages.FirstOrDefault(stage => stage.From.Lines == problem.Lines)?.From is not { } from)
            return false;
        var open = subject.Dockerfile.GlobalArgs.SelectMany(arg => arg.Assignments)
            .Where(assignment => assignment.Expanded is null)
            .Select(assignment => assignment.Name);
        return open.Any(name => Uses(from.Image.Text, name) || Uses(from.Platform ?? "", name));
    }

    private static bool Uses(string text, string name) =>
        text.Contains($"${name}", StringComparison.Ordinal) || text.Contains($"${{{name}", StringComparison.Ordinal);
}
