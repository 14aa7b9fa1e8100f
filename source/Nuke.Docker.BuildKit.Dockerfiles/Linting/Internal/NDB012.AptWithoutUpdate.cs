using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class AptWithoutUpdate() : DockerfileRule(new("NDB012", LintSeverity.Warning)
{
    Cause = "apt-get install and apt-get update are in different RUN instructions",
    Cost = "the cached lists become outdated, and packages cannot be found",
    Cure = "write apt-get update && apt-get install in one RUN",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Steps
        .Where(step => step.Installs.Any(NeedsLists) && !AptLists.MayUpdate(step))
        .Select(step => Found(
            subject,
            step.Run,
            "apt-get install uses package lists from another step, which may be outdated; write apt-get update && before it"));

    // A package file needs no lists.
    private static bool NeedsLists((PackageTool Tool, ShellCommand Command) install) =>
        install.Tool == PackageTool.Apt && !install.Command.Words.Any(word => word.EndsWith(".deb", StringComparison.Ordinal));
}
