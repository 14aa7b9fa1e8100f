using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Wheels that travel from one stage to another.</summary>
internal static class WheelChecks
{
    public static IEnumerable<LintFinding> Copied(LintSubject subject) => subject.Dockerfile.Stages
        .SelectMany(stage => Copies(subject, stage))
        .Select(copy => subject.Find(
            LintRules.WheelsCopied,
            copy,
            "the wheels stay in the image beside what is installed from them; lend them to the step: "
            + $"--mount=type=bind,from={copy.From},source={copy.ExpandedSources[0]},target={copy.ExpandedDestination}"));

    /// <summary>Wheels of another stage that an install of this one reads.</summary>
    public static IEnumerable<CopyInstruction> Copies(LintSubject subject, DockerfileStage stage) =>
        stage.Instructions.OfType<CopyInstruction>().Where(copy => copy.FromStage is { } from
            && copy.Sources.Count == 1
            && IsWheels(subject, subject.Dockerfile.Stages[from], copy.ExpandedSources[0])
            && Used(subject, stage, copy));

    public static IEnumerable<LintFinding> RemovesMounted(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var command in step.Commands.Where(command => command.Program == "rm"))
            {
                if (step.Run.Mounts.OfType<BindRunMount>().FirstOrDefault(mount => command.Arguments.Any(word => word.TrimEnd('/', '*') == mount.Path)) is { } mount)
                    yield return subject.Find(LintRules.RemovesMountedFiles, step.Run, $"rm of {mount.Path} fails, because it is mounted read-only; leave it out");
            }
        }
    }

    private static bool IsWheels(LintSubject subject, DockerfileStage stage, string path)
    {
        var folder = path.TrimEnd('/', '*', '.');
        return folder.Contains("wheel", StringComparison.OrdinalIgnoreCase)
            || subject.StepsOf(stage).SelectMany(step => step.Commands).Any(command => command.Has("wheel") && command.Option("-w", "--wheel-dir")?.TrimEnd('/') == folder.TrimEnd('/'));
    }

    private static bool Used(LintSubject subject, DockerfileStage stage, CopyInstruction copy) => subject.StepsOf(stage)
        .Where(step => step.Run.Span.Start > copy.Span.Start)
        .SelectMany(step => step.Installs)
        .SelectMany(install => install.Command.Words)
        .Any(word => word.Contains(copy.ExpandedDestination.TrimEnd('/'), StringComparison.Ordinal));
}
