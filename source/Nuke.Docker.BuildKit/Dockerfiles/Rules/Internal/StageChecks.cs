using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Rules.Internal;

/// <summary>What the stage that is built ends up as.</summary>
internal static class StageChecks
{
    private static readonly HashSet<string> s_compilers = ["gcc", "g++", "build-essential", "make", "cmake", "clang", "gfortran", "cargo", "rustc", "golang", "pkg-config", "ninja-build", "autoconf", "automake", "python3-dev", "musl-dev", "linux-headers"];
    private static readonly string[] s_secrets = ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "API_KEY", "PRIVATE_KEY", "ACCESS_KEY", "CREDENTIALS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL"];

    public static IEnumerable<LintFinding> Compilers(LintSubject subject)
    {
        foreach (var step in subject.Lineage(subject.Final).SelectMany(subject.StepsOf))
        {
            // What is removed by the same step was never there.
            if (step.Commands.Any(command => command.Has("purge", "remove", "autoremove") || (command.Program == "apk" && command.Words.Contains("del"))))
                continue;
            var found = step.Commands.Where(command => command.Program is "apt-get" or "apt" or "apk" or "dnf" or "yum" or "microdnf" && command.Has("install", "add")).SelectMany(command => command.Arguments).Where(IsCompiler).ToArray();
            if (found.Length > 0)
                yield return subject.Find(LintRules.CompilersInRuntime, step.Run, $"{string.Join(", ", found)} {(found.Length == 1 ? "stays" : "stay")} in the image that runs; build wheels in a stage of their own");
        }
    }

    public static IEnumerable<LintFinding> Secrets(LintSubject subject)
    {
        foreach (var (instruction, assignments) in subject.Dockerfile.Instructions.Select(instruction => (instruction, instruction switch { ArgInstruction arg => arg.Assignments, EnvInstruction env => env.Assignments, _ => [] })))
        {
            foreach (var assignment in assignments)
            {
                // Of an address only one with a password in it, or one that is to come.
                var index = assignment.Name.EndsWith("_URL", StringComparison.OrdinalIgnoreCase);
                var secret = s_secrets.Any(word => assignment.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) && !IsPath(assignment.Name);
                if (index ? HasPassword(assignment.Value) : secret)
                    yield return subject.Find(LintRules.SecretInVariable, instruction, assignment.Span, $"{assignment.Name} stays in the image's history; use RUN --mount=type=secret,env={assignment.Name}");
            }
        }
    }

    public static IEnumerable<LintFinding> ShellForm(LintSubject subject) => Started(subject)
        .Where(started => !started.Command.Exec && started.Command.Words.Count > 0 && !started.Command.Words[0].StartsWith("exec ", StringComparison.Ordinal))
        .Select(started => subject.Find(LintRules.ShellFormCommand, started.Instruction, $"{started.Instruction.Name} {started.Command} runs below a shell, which doesn't pass the stop signal on; write a JSON array"));

    public static IEnumerable<(Instruction Instruction, CommandLine Command)> Started(LintSubject subject) => subject.Final.Instructions
        .Select(instruction => (instruction, command: instruction switch { CmdInstruction cmd => cmd.Command, EntrypointInstruction entrypoint => entrypoint.Command, _ => null }))
        .Where(pair => pair.command is not null)
        .Select(pair => (pair.instruction, pair.command!));

    public static IEnumerable<LintFinding> Root(LintSubject subject) => RunsAsRoot(subject)
        ? [subject.Find(LintRules.RootUser, (Instruction?)Started(subject).LastOrDefault().Instruction ?? subject.Final.From, "the image starts as root; create a user and name it by USER before this line")]
        : [];

    public static bool RunsAsRoot(LintSubject subject) =>
        subject.Lineage(subject.Final).First().Base != "scratch" && !(subject.Final.End.User is null && BaseImage.IsUnprivileged([.. subject.Lineage(subject.Final)])) && (subject.Final.End.User ?? "root").Split(':')[0] is "" or "root" or "0";

    public static IEnumerable<LintFinding> UnpinnedBase(LintSubject subject)
    {
        foreach (var stage in subject.Dockerfile.Stages.Where(stage => stage.BaseStage is null && stage.Base != "scratch" && !stage.Base.Contains('$', StringComparison.Ordinal)))
        {
            var name = stage.Base[(stage.Base.LastIndexOf('/') + 1)..];
            if (!name.Contains('@', StringComparison.Ordinal) && (!name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal)))
                yield return subject.Find(LintRules.UnpinnedBase, stage.From, stage.From.Image.Span, $"{stage.Base} is another image tomorrow; name a version");
        }
    }

    public static IEnumerable<LintFinding> Casing(LintSubject subject) => subject.Dockerfile.Stages
        .Where(stage => stage.From.As is { } alias && WrongCase(stage.From.Source.Keyword.Text, alias.Text))
        .Select(stage => subject.Find(LintRules.FromAsCasing, stage.From, stage.From.As!.Span, $"'{stage.From.As!.Text}' and '{stage.From.Source.Keyword.Text}' are written in different case"));

    private static bool WrongCase(string from, string alias) =>
        !from.Any(char.IsLower) ? alias.Any(char.IsLower) : !from.Any(char.IsUpper) && alias.Any(char.IsUpper);

    private static bool IsCompiler(string package)
    {
        var name = package.Split('=', ':')[0];
        return s_compilers.Contains(name) || name.EndsWith("-dev", StringComparison.Ordinal) || (name.StartsWith("gcc-", StringComparison.Ordinal) && !name.EndsWith("-base", StringComparison.Ordinal)) || name.StartsWith("clang-", StringComparison.Ordinal);
    }

    private static bool IsPath(string name) =>
        name.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_PATH", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_DIR", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TOKENIZERS_", StringComparison.OrdinalIgnoreCase) || name.Contains("MAX_TOKENS", StringComparison.OrdinalIgnoreCase);

    private static bool HasPassword(string? address) => address is not null && address.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0 && address.IndexOf('@', StringComparison.Ordinal) > scheme;
}
