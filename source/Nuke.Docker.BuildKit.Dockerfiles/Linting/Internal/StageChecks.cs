using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>How stages begin, and what the one that is built starts.</summary>
internal static class StageChecks
{
    public static IEnumerable<LintFinding> ShellForm(LintSubject subject) => Started(subject)
        .Where(started => !started.Command.Exec && started.Command.Words.Count > 0 && !started.Command.Words[0].StartsWith("exec ", StringComparison.Ordinal))
        .Select(started => subject.Find(
            LintRules.ShellFormCommand,
            started.Instruction,
            $"{started.Instruction.Name} {started.Command} runs below a shell, which doesn't pass the stop signal on; write a JSON array"));

    /// <summary><c>CMD</c> and <c>ENTRYPOINT</c> of the stage that is built.</summary>
    public static IEnumerable<(Instruction Instruction, CommandLine Command)> Started(LintSubject subject)
    {
        foreach (var instruction in subject.Final.Instructions)
        {
            var command = instruction switch { CmdInstruction cmd => cmd.Command, EntrypointInstruction entrypoint => entrypoint.Command, _ => null };
            if (command is not null)
                yield return (instruction, command);
        }
    }

    public static IEnumerable<LintFinding> Root(LintSubject subject)
    {
        if (RunsAsRoot(subject))
        {
            yield return subject.Find(
                LintRules.RootUser,
                (Instruction?)Started(subject).LastOrDefault().Instruction ?? subject.Final.From,
                "the image starts as root; create a user and name it by USER before this line");
        }
    }

    public static bool RunsAsRoot(LintSubject subject) =>
        subject.Lineage(subject.Final).First().Base != "scratch" && !(subject.Final.End.User is null && BaseImage.IsUnprivileged([.. subject.Lineage(subject.Final)])) && (subject.Final.End.User ?? "root").Split(':')[0] is "" or "root" or "0";

    public static IEnumerable<LintFinding> UnpinnedBase(LintSubject subject) => subject.Dockerfile.Stages
        .Where(stage => stage.BaseStage is null && IsUnpinned(stage.Base))
        .Select(stage => subject.Find(LintRules.UnpinnedBase, stage.From, stage.From.Image.Span, $"{stage.Base} is another image tomorrow; name a version"));

    public static IEnumerable<LintFinding> Casing(LintSubject subject) => WrongCased(subject)
        .Select(stage => subject.Find(
            LintRules.FromAsCasing,
            stage.From,
            stage.From.As!.Span,
            $"'{stage.From.As!.Text}' and '{stage.From.Source.Keyword.Text}' are written in different case"));

    /// <summary>Stages whose FROM and AS differ in case.</summary>
    public static IEnumerable<DockerfileStage> WrongCased(LintSubject subject) =>
        subject.Dockerfile.Stages.Where(stage => stage.From.As is { } alias && WrongCase(stage.From.Source.Keyword.Text, alias.Text));

    private static bool IsUnpinned(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return image != "scratch"
            && !image.Contains('$', StringComparison.Ordinal)
            && !name.Contains('@', StringComparison.Ordinal)
            && (!name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal));
    }

    private static bool WrongCase(string from, string alias) =>
        !from.Any(char.IsLower) ? alias.Any(char.IsLower) : !from.Any(char.IsUpper) && alias.Any(char.IsUpper);
}
