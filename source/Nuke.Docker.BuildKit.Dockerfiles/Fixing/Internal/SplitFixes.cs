using System.Text;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>One stage that compiles and runs becomes two: wheels are made in the first, and lent to the second.</summary>
internal static partial class SplitFixes
{
    private const string Wheels = "/wheels";

    // What pip install and pip wheel both take.
    private static readonly HashSet<string> s_options =
    [
        "-r", "--requirement", "-c", "--constraint", "--no-cache-dir", "--no-deps", "-i", "--index-url", "--extra-index-url", "-f", "--find-links",
        "--trusted-host", "--pre", "-q", "--quiet", "--no-input", "--disable-pip-version-check", "--timeout", "--default-timeout", "--retries", "--prefer-binary",
    ];

    // Mounts of what only a download needs.
    private static readonly string[] s_network = ["type=cache", "type=secret"];

    /// <summary>Only a plain file: what isn't pip or apt needs no compiler, and nothing of the code is there yet when pip runs.</summary>
    public static IEnumerable<Proposal> Split(LintSubject subject)
    {
        if (subject.Dockerfile.Stages is not [var stage])
            yield break;
        var steps = subject.StepsOf(stage);
        var installs = steps.Where(step => step.Installs.Any(install => install.Tool == PackageTool.Pip)).ToArray();
        if (installs.Length == 0 || steps.FirstOrDefault(step => CompilerChecks.Left(step).Count > 0) is not { } compilers || compilers.Run.Span.Start > installs[^1].Run.Span.Start)
            yield break;
        var before = stage.Instructions.TakeWhile(instruction => instruction.Span.Start <= installs[^1].Run.Span.Start).ToArray();
        if (!installs.All(step => CanBeWheels(subject, step))
            || !steps.Except(installs).All(step => step.Commands.All(InstallInputs.IsHarmless))
            || before.Any(instruction => instruction is UserInstruction)
            || OrderChecks.Early(subject, stage).Any())
            yield break;

        var name = stage.Name == "builder" ? "wheels" : "builder";
        yield return new Proposal(
            LintRules.CompilersInRuntime,
            compilers.Run,
            $"wheels are made in a stage of their own, {name}, which keeps the compilers",
            [Edit.Before(subject.Dockerfile, stage.From, Builder(subject, stage, name, before, installs)), .. installs.Select(step => Offline(subject.Dockerfile, step, name))]);
    }

    private static bool CanBeWheels(LintSubject subject, RunStep step)
    {
        var raw = subject.Dockerfile.TextOf(step.Run.Span);
        return !step.Run.Command.Exec
            && step.Run.Heredocs.Count == 0
            && step.Commands.All(command => PackageTool.Of(command) == PackageTool.Pip || InstallInputs.IsHarmless(command))
            && Installs(step).All(command => command.Words.Contains("install") && !OrderChecks.NeedsCode(PackageTool.Pip, command) && !CacheChecks.IsOffline(command)
                && (CacheChecks.OnlyItself(command) || command.Words.Where(word => word.StartsWith('-')).All(word => s_options.Contains(word.Split('=')[0]))))
            && Calls().Count(raw) == Installs(step).Length;
    }

    private static ShellCommand[] Installs(RunStep step) => [.. step.Installs.Where(install => install.Tool == PackageTool.Pip).Select(install => install.Command)];

    private static string Builder(LintSubject subject, DockerfileStage stage, string name, IEnumerable<Instruction> before, RunStep[] installs)
    {
        var dockerfile = subject.Dockerfile;
        var from = stage.From;
        var upper = !from.Source.Keyword.Text.Any(char.IsLower);
        var text = new StringBuilder(dockerfile.Text[from.Span.Start..from.Image.Span.End]).Append(upper ? " AS " : " as ").Append(name).Append(dockerfile.NewLine);
        foreach (var instruction in before)
        {
            var (start, end) = Edit.Block(dockerfile, instruction);
            var lines = Edit.Closed(dockerfile, dockerfile.Text[start..end]);
            if (installs.FirstOrDefault(step => step.Run == instruction) is { } install)
                text.Append(Rewrite(lines, install, $"wheel --wheel-dir {Wheels}"));
            else if (instruction is EnvInstruction or ArgInstruction or ShellInstruction or WorkdirInstruction or TransferInstruction || InstallsPackages(subject, instruction))
                text.Append(lines);
        }

        return text.Append(dockerfile.NewLine).ToString();
    }

    private static bool InstallsPackages(LintSubject subject, Instruction instruction) =>
        instruction is RunInstruction && subject.Steps.First(step => step.Run == instruction).Commands.Any(command => command.Program is "apt-get" or "apt" or "apk");

    private static TextEdit Offline(Dockerfile dockerfile, RunStep step, string builder)
    {
        var run = step.Run;
        var indent = Edit.Indent(dockerfile, run);
        var flags = run.Flags.Select(flag => dockerfile.TextOf(flag.Span)).Where(flag => !s_network.Any(kind => flag.Contains(kind, StringComparison.Ordinal)));
        var command = Rewrite(dockerfile.Text[run.Source.Arguments.Span.Start..run.Span.End], step, $"install --no-index --find-links={Wheels}");
        var text = string.Concat(flags.Prepend($"--mount=type=bind,from={builder},source={Wheels},target={Wheels}").Select(flag => $"{flag} {dockerfile.EscapeCharacter}{dockerfile.NewLine}{indent}"));
        var start = run.Flags.Count > 0 ? run.Flags[0].Span.Start : run.Source.Arguments.Span.Start;
        return new TextEdit(start, run.Span.End - start, text + command);
    }

    // A new pip comes from the network in both stages.
    private static string Rewrite(string text, RunStep step, string verb)
    {
        var number = 0;
        var commands = Installs(step);
        return Calls().Replace(text, call => CacheChecks.OnlyItself(commands[number++]) ? call.Value : $"{call.Groups["call"].Value}{verb}");
    }

    [GeneratedRegex(@"(?<call>\bpip[0-9.]*[ \t]+)install\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Calls();
}
