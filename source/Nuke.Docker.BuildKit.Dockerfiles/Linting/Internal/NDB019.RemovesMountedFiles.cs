using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class RemovesMountedFiles() : DockerfileRule(new("NDB019", LintSeverity.Error)
{
    Cause = "a command removes or creates a mounted directory",
    Cost = "the step fails, because a mount exists and cannot be removed",
    Cure = "leave out the command; the files of a mount are not stored in the image",
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

            if (Useless(step) is { } problem)
                yield return Found(subject, step.Run, problem);
        }
    }

    // A mount exists when the step begins, and cannot be removed: "rm -rf /var/lib/apt" and "mkdir /var/lib/apt/lists" fail if that is a mount.
    private static string? Useless(RunStep step)
    {
        var mounts = step.Run.Mounts.OfType<CacheRunMount>().Select(mount => mount.Path).OfType<string>().ToHashSet();
        foreach (var command in step.Commands)
        {
            var paths = command.Arguments.Where(word => !word.StartsWith('-')).Select(word => word.TrimEnd('/')).Where(mounts.Contains);
            if (paths.FirstOrDefault() is not { } path)
                continue;
            if (command.Program is "rm" or "rmdir")
                return $"{command.Program} of {path} fails because a mount cannot be removed; leave it out";
            if (command.Program == "mkdir" && !command.Words.Any(CreatesParents))
                return $"mkdir of {path} fails because the mount already exists; leave it out";
        }

        return null;
    }

    private static bool CreatesParents(string word) => word == "--parents" || (word is ['-', not '-', ..] && word.Contains('p', StringComparison.Ordinal));

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
