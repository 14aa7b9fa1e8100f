using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class UvLinkMode() : DockerfileRule(new("NDB005", LintSeverity.Note)
{
    Cause = "uv tries to hard-link files from a cache mount, which is another file system",
    Cost = "uv prints a warning in each build, and then copies the files",
    Cure = "set UV_LINK_MODE=copy",
    Fixer = "adds the line `ENV UV_LINK_MODE=copy`.",
})
{
    private const string Variable = "UV_LINK_MODE";

    public override IEnumerable<LintFinding> Check(LintSubject subject) => Violations(subject)
        .Select(step => Found(subject, step.Run, "uv cannot link from the cache mount into the image; set ENV UV_LINK_MODE=copy"));

    public override IEnumerable<Proposal> Fix(LintSubject subject) => Violations(subject).Select(step => Propose(
        step.Run,
        "let uv copy from its cache mount",
        Edit.Before(subject.Dockerfile, step.Run, $"ENV {Variable}=copy{subject.Dockerfile.NewLine}")) with { Settings = [$"Env {Variable}"] });

    private static IEnumerable<RunStep> Violations(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            var command = step.Installs
                .Where(install => install.Tool == PackageTool.Uv)
                .Select(install => install.Command)
                .FirstOrDefault(command => step.CacheAt(PackageTool.Uv.Folder(step.Run.State, command, step.User.Home)) is not null);
            var set = command?.Option("--link-mode") is not null
                || (command?.Variables.ContainsKey(Variable) ?? false)
                || step.Run.State.Variables.ContainsKey(Variable);
            if (command is not null && !set)
                yield return step;
        }
    }
}
