using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class IgnoreFileBreaksBuild() : DockerfileRule(new("NDB023", LintSeverity.Error)
{
    Cause = "the ignore file excludes files that the build needs, or contains a line that BuildKit rejects",
    Cost = "the build fails with a message that does not name the ignore file",
    Cure = "correct the line that the message names",
    Notes = """
        The rule finds invalid patterns (`[a`, a lone `!`), excluded files and directories that `COPY` or a bind mount names, and an excluded README or
        license that `pyproject.toml` names if the image builds the project.
        """,
    Fixer = "adds a line for README and license, such as `!README.md`, at the end, because the last matching line wins.",
    BuildKitCheck = "CopyIgnoredFile",
})
{
    public override bool IsFixedInIgnoreFile => true;

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        if ((subject.Context.IgnoreProblem ?? subject.Context.Sent.Value.Problem) is { } problem)
        {
            var lines = problem.Line is { } line ? new DockerfileLines(line, line) : null;
            yield return new LintFinding(Rule, problem.File ?? subject.Dockerfile.Path, lines, $"{problem.Problem}. {problem.Cure}");
            yield break;
        }

        foreach (var (instruction, path, rule) in ContextSources.Ignored(subject))
        {
            var place = IgnoreFiles.Place(subject, rule);
            yield return Found(subject, instruction, $"{path} is excluded by {place}, so that BuildKit does not find it; add !{path} below that line");
        }

        foreach (var (step, path, rule) in IgnoreFiles.MissingMetadata(subject))
        {
            var place = IgnoreFiles.Place(subject, rule);
            var message = $"pyproject.toml names {path}, which is excluded by {place}, so that building the project fails";
            yield return Found(subject, step.Run, $"{message}; add !{path} below that line");
        }
    }
}
