using System.Text;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

// Splits a stage that compiles and runs in two: the first builds wheels, the second mounts them.
internal sealed partial class CompilersInRuntime
{
    private const string Wheels = "/wheels";

    // Options of both pip install and pip wheel.
    private static readonly HashSet<string> s_options =
    [
        "-r", "--requirement", "-c", "--constraint", "--no-cache-dir", "--no-deps", "-i", "--index-url", "--extra-index-url", "-f", "--find-links",
        "--trusted-host", "--pre", "-q", "--quiet", "--no-input", "--disable-pip-version-check", "--timeout", "--default-timeout", "--retries",
        "--prefer-binary",
    ];

    // Mounts that only a download needs.
    private static readonly string[] s_network = ["type=cache", "type=secret"];

    // Only in a simple file: commands other than pip and apt need no compiler, and no code is copied before pip runs.
    private IEnumerable<Proposal> Split(LintSubject subject)
    {
        if (subject.Dockerfile.Stages is not [var stage])
            yield break;
        var steps = subject.StepsOf(stage);
        var installs = steps.Where(step => step.Installs.Any(install => install.Tool == PackageTool.Pip)).ToArray();
        if (installs.Length == 0 || steps.FirstOrDefault(step => Left(step).Count > 0) is not { } compilers)
            yield break;
        if (compilers.Run.Span.Start > installs[^1].Run.Span.Start)
            yield break;
        var before = stage.Instructions.TakeWhile(instruction => instruction.Span.Start <= installs[^1].Run.Span.Start).ToArray();
        if (!installs.All(step => CanBeWheels(subject, step))
            || !steps.Except(installs).All(step => step.Commands.All(InstallInputs.IsHarmless))
            || before.Any(instruction => instruction is UserInstruction)
            || InstallOrder.EarlyCopies(subject, stage).Any())
            yield break;

        var name = stage.Name == "builder" ? "wheels" : "builder";
        var builder = Edit.Before(subject.Dockerfile, stage.From, Builder(subject, stage, name, before, installs));
        yield return Propose(
            compilers.Run,
            $"build the wheels in a separate stage, {name}, which keeps the compilers",
            [builder, .. installs.Select(step => Offline(subject.Dockerfile, step, name))]) with { Needs = Unused, Paths = [System] };
    }

    private static bool CanBeWheels(LintSubject subject, RunStep step)
    {
        var raw = subject.Dockerfile.TextOf(step.Run.Span);
        return !step.Run.Command.Exec
            && step.Run.Heredocs.Count == 0
            && step.Commands.All(command => PackageTool.Of(command) == PackageTool.Pip || InstallInputs.IsHarmless(command))
            && Installs(step).All(CanBeWheels)
            && Calls().Count(raw) == Installs(step).Length;
    }

    private static bool CanBeWheels(ShellCommand command) =>
        command.Words.Contains("install")
        && !InstallOrder.NeedsCode(PackageTool.Pip, command)
        && !CacheMounts.IsOffline(command)
        && (CacheMounts.InstallsOnlyTools(command) || command.Words.Where(word => word.StartsWith('-')).All(word => s_options.Contains(word.Split('=')[0])));

    private static ShellCommand[] Installs(RunStep step) =>
        [.. step.Installs.Where(install => install.Tool == PackageTool.Pip).Select(install => install.Command)];

    private static string Builder(LintSubject subject, DockerfileStage stage, string name, IEnumerable<Instruction> before, RunStep[] installs)
    {
        var dockerfile = subject.Dockerfile;
        var from = stage.From;
        var upper = !from.Source.Keyword.Text.Any(char.IsLower);
        var text = new StringBuilder(dockerfile.Text[from.Span.Start..from.Image.Span.End])
            .Append(upper ? " AS " : " as ").Append(name).Append(dockerfile.NewLine);
        foreach (var instruction in before)
        {
            var (start, end) = Edit.Block(dockerfile, instruction);
            var lines = Edit.Closed(dockerfile, dockerfile.Text[start..end]);
            if (installs.FirstOrDefault(step => step.Run == instruction) is { } install)
                text.Append(Rewrite(lines, install, $"wheel --wheel-dir {Wheels}"));
            else if (IsNeededToBuild(subject, instruction))
                text.Append(lines);
        }

        return text.Append(dockerfile.NewLine).ToString();
    }

    private static bool IsNeededToBuild(LintSubject subject, Instruction instruction) =>
        instruction is EnvInstruction or ArgInstruction or ShellInstruction or WorkdirInstruction or TransferInstruction
        || (instruction is RunInstruction run && subject.StepOf(run).Commands.Any(command => command.Program is "apt-get" or "apt" or "apk"));

    private static TextEdit Offline(Dockerfile dockerfile, RunStep step, string builder)
    {
        var run = step.Run;
        var indent = Edit.Indent(dockerfile, run);
        var flags = run.Flags
            .Select(flag => dockerfile.TextOf(flag.Span))
            .Where(flag => !s_network.Any(kind => flag.Contains(kind, StringComparison.Ordinal)))
            .Prepend($"--mount=type=bind,from={builder},source={Wheels},target={Wheels}");
        var command = Rewrite(dockerfile.Text[run.Source.Arguments.Span.Start..run.Span.End], step, $"install --no-index --find-links={Wheels}");
        var text = string.Concat(flags.Select(flag => $"{flag} {dockerfile.EscapeCharacter}{dockerfile.NewLine}{indent}"));
        var start = run.Flags.Count > 0 ? run.Flags[0].Span.Start : run.Source.Arguments.Span.Start;
        return new TextEdit(start, run.Span.End - start, text + command);
    }

    // An upgrade of pip itself downloads in both stages.
    private static string Rewrite(string text, RunStep step, string verb)
    {
        var number = 0;
        var commands = Installs(step);
        return Calls().Replace(text, call => CacheMounts.InstallsOnlyTools(commands[number++]) ? call.Value : $"{call.Groups["call"].Value}{verb}");
    }

    [GeneratedRegex(@"(?<call>\bpip[0-9.]*[ \t]+)install\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Calls();
}
