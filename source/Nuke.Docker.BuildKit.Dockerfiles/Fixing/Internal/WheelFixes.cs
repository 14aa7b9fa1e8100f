using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>Wheels that are lent instead of copied.</summary>
internal static class WheelFixes
{
    public static IEnumerable<Proposal> Copied(LintSubject subject)
    {
        var dockerfile = subject.Dockerfile;
        foreach (var stage in dockerfile.Stages)
        {
            foreach (var copy in WheelChecks.Copies(subject, stage))
            {
                var target = PosixPath.Absolute(copy.State.WorkingDirectory, copy.ExpandedDestination);
                var path = copy.ExpandedSources[0];
                var source = path.Contains('*', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : path.TrimEnd('/');
                var users = stage.Instructions.Where(other => other.Span.Start > copy.Span.Start && Mentions(other, copy.ExpandedDestination.TrimEnd('/'))).ToArray();
                // Whoever else needs the files needs them in the image.
                if (target == "/" || users.Any(user => user is not RunInstruction))
                    continue;
                var edits = new List<TextEdit> { Edit.Remove(dockerfile, copy) };
                foreach (var run in users.OfType<RunInstruction>())
                {
                    if (IsDeletionOnly(subject, run))
                    {
                        edits.Add(Edit.Remove(dockerfile, run));
                        continue;
                    }

                    edits.Add(Edit.AddMounts(dockerfile, run, [$"--mount=type=bind,from={copy.From},source={source},target={target}"]));
                    if (Edit.RemoveDeletion(dockerfile, run, target) is { } deletion)
                        edits.Add(deletion);
                }

                yield return new Proposal(LintRules.WheelsCopied, copy, $"the wheels of {copy.From} are lent to the step that installs them instead of copied", edits);
            }
        }
    }

    public static IEnumerable<Proposal> Removed(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var mount in step.Run.Mounts.OfType<BindRunMount>())
            {
                if (Edit.RemoveDeletion(subject.Dockerfile, step.Run, mount.Path!) is { } deletion)
                    yield return new Proposal(LintRules.RemovesMountedFiles, step.Run, $"rm of the mounted {mount.Path} is left out", [deletion]);
            }
        }
    }

    private static bool IsDeletionOnly(LintSubject subject, RunInstruction run) =>
        subject.Steps.First(step => step.Run == run).Commands is [{ Program: "rm" } command] && command.Arguments.Count(word => !word.StartsWith('-')) == 1;

    private static bool Mentions(Instruction instruction, string path) =>
        instruction.Text.Contains(path, StringComparison.Ordinal) || instruction.Heredocs.Any(heredoc => heredoc.Content.Contains(path, StringComparison.Ordinal));
}
