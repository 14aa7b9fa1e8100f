using System.Buffers;
using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class ShellFormCommand() : DockerfileRule(new("NDB016", LintSeverity.Warning)
{
    Cause = "the service is started by a shell",
    Cost = "it does not receive the stop signal, and docker kills it after ten seconds",
    Cure = "write a JSON array",
    Notes = "`CMD exec service $PORT` is correct, too: `exec` replaces the shell by the service. After `SHELL`, the shell is a decision of the author. "
        + "As process 1, a Python program that does not handle SIGTERM ignores it: add `STOPSIGNAL SIGINT`. Gunicorn and uvicorn handle it.",
    Fixer = "writes the array if the words have the same meaning without a shell.",
    BuildKitCheck = "JSONArgsRecommended",
})
{
    private static readonly SearchValues<char> s_metacharacters = SearchValues.Create("$`\\&|;<>*?(){}[]~#!\n");

    private static readonly HashSet<string> s_builtins =
        ["cd", "export", "source", ".", "set", "ulimit", "umask", "eval", "exec", "alias", "if", "for", "while", "until", "case", "trap", "wait", "read",
        "command", "type", "shift", "return", "exit", ":", "function", "time", "unset", "readonly", "local", "declare", "shopt", "pushd", "popd"];

    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Started()
        .Where(started => !started.Command.Exec && started.Command.Words.Count > 0 && started.Instruction.State.Shell is null)
        .Where(started => !started.Command.Words[0].StartsWith("exec ", StringComparison.Ordinal))
        .Select(started => Found(
            subject,
            started.Instruction,
            $"{started.Instruction.Name} {started.Command} runs in a shell, which does not forward the stop signal; write a JSON array"));

    public override IEnumerable<Proposal> Fix(LintSubject subject)
    {
        // If the file has both ENTRYPOINT and CMD, the form of one decides how the other is used.
        var instructions = subject.Lineage(subject.Final).SelectMany(stage => stage.Instructions);
        if (subject.Started().ToArray() is not [var (instruction, command)]
            || instructions.Any(other => other is EntrypointInstruction && other != instruction))
        {
            yield break;
        }

        if (command.Exec || command.Words.Count == 0 || command.ToString().StartsWith("exec ", StringComparison.Ordinal))
            yield break;
        if (instruction.State.Shell is not null || instruction.Heredocs.Count > 0 || command.Words[0].AsSpan().ContainsAny(s_metacharacters))
            yield break;
        if (ShellScript.Commands(command.Words[0]) is not [{ Variables.Count: 0 } only] || s_builtins.Contains(only.Program))
            yield break;
        var array = $"[{string.Join(", ", only.Words.Select(Quoted))}]";
        yield return Propose(
            instruction,
            $"write {instruction.Name} as a JSON array, so that the service receives the stop signal{Stops(subject, only.Program)}",
            new TextEdit(command.Span.Start, command.Span.Length, array)) with
        {
            Needs = Condition(subject, instruction),
            Settings = ["Cmd", "Entrypoint"],
        };
    }

    // An ENTRYPOINT of the base image receives CMD, and an ENTRYPOINT receives the arguments of docker run: in shell form, both are ignored.
    private static string? Condition(LintSubject subject, Instruction instruction) =>
        instruction is EntrypointInstruction ? "no docker run or compose file must pass arguments, which the shell ignored"
        : BaseImage.HasNoEntryPoint(subject.Lineage(subject.Final).First().Base) ? null
        : "the base image must not have an ENTRYPOINT";

    // Whether the program handles SIGTERM is not known, so that the fix does not set the signal.
    private static string Stops(LintSubject subject, string program) =>
        program.StartsWith("python", StringComparison.Ordinal) && !subject.Final.Instructions.Any(other => other.Name == "STOPSIGNAL")
            ? "; a program that does not handle SIGTERM also needs STOPSIGNAL SIGINT"
            : "";

    private static string Quoted(string word)
    {
        var escaped = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
