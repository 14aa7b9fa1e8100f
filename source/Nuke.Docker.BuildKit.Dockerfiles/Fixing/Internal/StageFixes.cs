using System.Buffers;
using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>How a stage begins and what it starts.</summary>
internal static class StageFixes
{
    private static readonly SearchValues<char> s_meta = SearchValues.Create("$`\\&|;<>*?(){}[]~#!\n");
    private static readonly HashSet<string> s_builtins = ["cd", "export", "source", ".", "set", "ulimit", "umask", "eval", "exec", "alias", "if", "for", "while"];
    private static readonly HashSet<string> s_services = ["uvicorn", "gunicorn", "hypercorn", "daphne", "granian", "flask", "fastapi", "celery", "waitress-serve", "streamlit"];

    public static IEnumerable<Proposal> Casing(LintSubject subject)
    {
        foreach (var from in StageChecks.WrongCased(subject).Select(stage => stage.From))
        {
            var upper = !from.Source.Keyword.Text.Any(char.IsLower);
            yield return new Proposal(LintRules.FromAsCasing, from, "AS is written as FROM is", [new TextEdit(from.As!.Span.Start, from.As.Span.Length, upper ? "AS" : "as")]);
        }
    }

    public static IEnumerable<Proposal> ShellForm(LintSubject subject)
    {
        var started = StageChecks.Started(subject).ToArray();
        // With both of them, the one's form decides what becomes of the other.
        if (started.Length != 1 || started[0].Command.ToString().StartsWith("exec ", StringComparison.Ordinal) || subject.Lineage(subject.Final).SelectMany(stage => stage.Instructions).Any(other => other is EntrypointInstruction && other != started[0].Instruction))
            yield break;
        var (instruction, command) = started[0];
        if (command.Exec || command.Words.Count == 0 || instruction.State.Shell is not null || command.Words[0].AsSpan().ContainsAny(s_meta) || instruction.Heredocs.Count > 0)
            yield break;
        if (ShellScript.Commands(command.Words[0]) is not [{ Variables.Count: 0 } only] || s_builtins.Contains(only.Program))
            yield break;
        yield return new Proposal(LintRules.ShellFormCommand, instruction, $"{instruction.Name} is a list, so that the service itself gets the stop signal",
            [new TextEdit(command.Span.Start, command.Span.Length, $"[{string.Join(", ", only.Words.Select(Quoted))}]")]);
    }

    /// <summary>Only for services that are known to need no rights, on images of which the way to make a user is known.</summary>
    public static IEnumerable<Proposal> Root(LintSubject subject)
    {
        var dockerfile = subject.Dockerfile;
        var started = StageChecks.Started(subject).ToArray();
        var lineage = subject.Lineage(subject.Final).ToArray();
        var steps = lineage.SelectMany(subject.StepsOf).ToArray();
        if (started.Length == 0 || !StageChecks.RunsAsRoot(subject) || !IsService(started) || NeedsRoot(lineage, steps, started))
            yield break;

        var first = started[0].Instruction;
        var line = dockerfile.NewLine;
        var commands = steps.SelectMany(step => step.Commands).ToArray();
        if (commands.LastOrDefault(command => command.Program is "useradd" or "adduser") is { } created)
        {
            // A name that only the shell knows is none for USER.
            if (Account.NameOf(created) is { } name && !name.Contains('$', StringComparison.Ordinal))
                yield return new Proposal(LintRules.RootUser, first, $"the service runs as {name}", [Edit.Before(dockerfile, first, $"USER {name}{line}")]);
            yield break;
        }

        if (BaseImage.UserLine(lineage[0].Base, commands) is not { } create)
            yield break;
        // Right behind FROM, where no change of code runs it again.
        yield return new Proposal(LintRules.RootUser, first, "the service runs as a user of its own",
            [Edit.After(dockerfile, subject.Final.From, create + line), Edit.Before(dockerfile, first, $"USER 10001:10001{line}")]);
    }

    /// <summary>Who has written <c>USER</c> has thought about it; root's folders, volumes, folders made for the service and low ports ask for rights that nobody else has by himself.</summary>
    private static bool NeedsRoot(DockerfileStage[] lineage, RunStep[] steps, (Instruction Instruction, CommandLine Command)[] started) =>
        lineage.SelectMany(stage => stage.Instructions).Any(instruction => instruction is UserInstruction or VolumeInstruction || (instruction is ExposeInstruction expose && expose.Ports.Any(port => IsLow(port.Text))))
        || steps.Any(step => step.Commands.Any(command => command.Program == "mkdir" || command.Has("--user") || command.Words.Any(word => word.StartsWith("/root", StringComparison.Ordinal))))
        || started.Any(pair => ListensLow([.. pair.Command.Words.SelectMany(word => word.Split(' ', '='))]));

    private static bool ListensLow(string[] words) =>
        words.Index().Any(word => word.Item.Contains(':', StringComparison.Ordinal)
            ? IsLow(word.Item[(word.Item.LastIndexOf(':') + 1)..])
            : word.Index > 0 && (words[word.Index - 1] is "--port" or "-p") && IsLow(word.Item));

    private static bool IsLow(string port) => int.TryParse(port.Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1024;

    private static bool IsService((Instruction Instruction, CommandLine Command)[] started)
    {
        // CMD goes on where ENTRYPOINT ends.
        var words = started.Where(pair => pair.Command.Exec).OrderBy(pair => pair.Instruction is CmdInstruction).SelectMany(pair => pair.Command.Words).ToArray();
        return IsService(ShellScript.Commands(words)) || started.Any(pair => !pair.Command.Exec && IsService(ShellScript.Commands(pair.Command.ToString())));
    }

    private static bool IsService(IReadOnlyList<ShellCommand> commands)
    {
        if (commands.Count == 0)
            return false;
        // A bare interpreter is what images for others start.
        var python = commands[^1].Program.StartsWith("python", StringComparison.Ordinal);
        return python ? commands[^1].Words.Count > 1 : s_services.Contains(commands[^1].Program);
    }

    private static string Quoted(string word)
    {
        var escaped = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
