using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class CarriageReturn() : DockerfileRule(new("NDB029", LintSeverity.Error)
{
    Cause = "a script has Windows line breaks",
    Cost = "the shell reads them as part of each word: set fails, or the container ends with 'no such file or directory'",
    Cure = "save the file with LF, and add *.sh text eol=lf and Dockerfile text eol=lf to .gitattributes",
    Notes = """
        The rule reads heredocs of `RUN` and `COPY`, and the scripts of the context that `RUN`, `CMD` and `ENTRYPOINT` start. It reports nothing if a
        step removes the line breaks (`dos2unix`, `sed 's/\r//'`).
        """,
})
{
    private const int Head = 512;

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        var scripts = subject.Steps.Select(step => step.Run.Script);
        if (scripts.Any(script => script.Contains("dos2unix", StringComparison.Ordinal) || script.Contains("\\r", StringComparison.Ordinal)))
            yield break;
        foreach (var instruction in subject.Dockerfile.Instructions)
        {
            if (instruction.Heredocs.FirstOrDefault(heredoc => IsScript(instruction, heredoc.Content)) is { } script)
                yield return Found(subject, instruction, $"the heredoc {script.Name} has Windows line breaks, which the shell reads as part of each word");
        }

        foreach (var (instruction, path) in Scripts(subject))
            yield return Found(subject, instruction, $"{path} has Windows line breaks, so that it cannot be started; save it with LF");
    }

    private static bool IsScript(Instruction instruction, string content) => content.Contains("\r\n", StringComparison.Ordinal)
        && (content.StartsWith("#!", StringComparison.Ordinal)
            || (instruction is RunInstruction run && run.Source.Arguments.Text.TrimStart().StartsWith("<<", StringComparison.Ordinal)));

    // The files of the context that a step or the container starts.
    private static IEnumerable<(Instruction Instruction, string Path)> Scripts(LintSubject subject)
    {
        if (subject.Context.Directory is null)
            yield break;
        var seen = new HashSet<string>();
        foreach (var stage in subject.Needed())
        {
            var copies = subject.Lineage(stage).SelectMany(other => other.Instructions).OfType<TransferInstruction>().Where(ContextCopy.FromContext).ToArray();
            var started = stage != subject.Final ? [] : subject.Started().Select(pair => (pair.Instruction, Commands: CommandsOf(pair.Command)));
            foreach (var (instruction, commands) in subject.StepsOf(stage).Select(step => ((Instruction)step.Run, step.Commands)).Concat(started))
            {
                foreach (var word in commands.SelectMany(command => command.Words).Where(IsPath))
                {
                    var path = PosixPath.Absolute(instruction.State.WorkingDirectory, word);
                    var source = copies.Select(copy => InstallInputs.Source(copy, path))
                        .FirstOrDefault(source => source is not null && subject.Context.Has(source));
                    if (source is not null && HasCarriageReturn(Path.Combine(subject.Context.Directory, source)) && seen.Add(source))
                        yield return (instruction, source);
                }
            }
        }
    }

    private static IReadOnlyList<ShellCommand> CommandsOf(CommandLine command) =>
        command.Exec ? ShellScript.Commands(command.Words) : ShellScript.Commands(command.ToString());

    private static bool IsPath(string word) => word.Length > 1
        && word.AsSpan().IndexOfAny("$*?=:") < 0
        && (word.Contains('/', StringComparison.Ordinal) || word.EndsWith(".sh", StringComparison.Ordinal));

    private static bool HasCarriageReturn(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[Head];
            var count = file.ReadAtLeast(head, Head, throwOnEndOfStream: false);
            var end = head[..count].IndexOf((byte)'\n');
            var script = head[..count].StartsWith("#!"u8) || path.EndsWith(".sh", StringComparison.Ordinal);
            return script && end > 0 && head[end - 1] == '\r';
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
