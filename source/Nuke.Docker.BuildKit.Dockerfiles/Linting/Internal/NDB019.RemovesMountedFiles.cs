using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class RemovesMountedFiles() : DockerfileRule(new("NDB019", LintSeverity.Error)
{
    Cause = "a command removes a mounted directory",
    Cost = "the step fails, because a mount cannot be removed",
    Cure = "leave out the removal; the files of a mount are not stored in the image",
    Fixer = "leaves out the removal.",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var command in step.Commands.Where(command => command.Program == "rm"))
            {
                var removed = command.Arguments.Select(word => word.TrimEnd('/', '*')).ToHashSet();
                if (step.Run.Mounts.OfType<BindRunMount>().FirstOrDefault(mount => mount.Path is { } path && removed.Contains(path)) is { } mount)
                    yield return Found(subject, step.Run, $"rm of {mount.Path} fails because it is a read-only mount; leave it out");
            }
        }
    }

    public override IEnumerable<Proposal> Fix(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var mount in step.Run.Mounts.OfType<BindRunMount>())
            {
                if (Edit.RemoveDeletion(subject.Dockerfile, step.Run, mount.Path!) is { } deletion)
                    yield return Propose(step.Run, $"leave out the removal of the mounted {mount.Path}", deletion);
            }
        }
    }
}
