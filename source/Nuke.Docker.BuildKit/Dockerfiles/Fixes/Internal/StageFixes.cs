using System.Buffers;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Rules;
using Nuke.Docker.BuildKit.Dockerfiles.Rules.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixes.Internal;

/// <summary>How a stage begins and what it starts.</summary>
internal static class StageFixes
{
    private static readonly SearchValues<char> s_meta = SearchValues.Create("$`\\&|;<>*?(){}[]~#!\n");
    private static readonly HashSet<string> s_builtins = ["cd", "export", "source", ".", "set", "ulimit", "umask", "eval", "exec", "alias", "if", "for", "while"];
    private static readonly string[] s_debian = ["python", "debian", "ubuntu", "slim", "bookworm", "trixie", "bullseye"];
    private static readonly HashSet<string> s_services = ["python", "python3", "uvicorn", "gunicorn", "hypercorn", "daphne", "granian", "flask", "fastapi", "celery", "waitress-serve", "streamlit"];

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
        if (started.Length != 1 || subject.Lineage(subject.Final).SelectMany(stage => stage.Instructions).Any(other => other is EntrypointInstruction && other != started[0].Instruction))
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
        if (started.Length == 0 || !StageChecks.RunsAsRoot(subject) || lineage.SelectMany(stage => stage.Instructions).OfType<UserInstruction>().Any() || !started.Any(IsService)
            || steps.Any(step => step.Commands.Any(command => command.Has("--user") || command.Words.Any(word => word.StartsWith("/root", StringComparison.Ordinal)))))
            yield break;

        var first = started[0].Instruction;
        var line = dockerfile.NewLine;
        if (steps.SelectMany(step => step.Commands).LastOrDefault(command => command.Program is "useradd" or "adduser") is { } created)
        {
            // A name that only the shell knows is none for USER.
            if (created.Words[^1].Contains('$', StringComparison.Ordinal) || created.Words[^1].StartsWith('-'))
                yield break;
            yield return new Proposal(LintRules.RootUser, first, $"the service runs as {created.Words[^1]}", [Edit.Before(dockerfile, first, $"USER {created.Words[^1]}{line}")]);
            yield break;
        }

        var image = lineage[0].Base;
        var create = image.Contains("alpine", StringComparison.Ordinal) ? "RUN adduser -D -u 10001 app"
            : s_debian.Any(name => image.Contains(name, StringComparison.Ordinal)) ? "RUN useradd --uid 10001 --user-group --create-home app" : null;
        if (create is null)
            yield break;
        // Right behind FROM, where no change of code runs it again.
        yield return new Proposal(LintRules.RootUser, first, "the service runs as a user of its own",
            [Edit.After(dockerfile, subject.Final.From, create + line), Edit.Before(dockerfile, first, $"USER 10001:10001{line}")]);
    }

    private static bool IsService((Instruction Instruction, CommandLine Command) started)
    {
        var commands = started.Command.Exec ? ShellScript.Commands(started.Command.Words) : ShellScript.Commands(started.Command.ToString());
        return commands.Count > 0 && (s_services.Contains(commands[^1].Program) || commands[^1].Program.StartsWith("python3.", StringComparison.Ordinal));
    }

    private static string Quoted(string word)
    {
        var escaped = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
