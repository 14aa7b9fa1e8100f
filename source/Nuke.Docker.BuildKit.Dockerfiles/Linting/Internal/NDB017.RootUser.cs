using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class RootUser() : DockerfileRule(new("NDB017", LintSeverity.Warning)
{
    Cause = "the image runs as root",
    Cost = "a vulnerability of the service endangers the host",
    Cure = "create a user, and end with USER",
    Fixer = """
        creates a user for Python services, on images for which it knows the command. It does not change services with a volume, with a directory created
        for them, or with a port below 1024. A service that writes into its own directory must own it: `COPY --chown`.
        """,
})
{
    private static readonly HashSet<string> s_services =
        ["uvicorn", "gunicorn", "hypercorn", "daphne", "granian", "flask", "fastapi", "celery", "waitress-serve", "streamlit"];

    private const string Writes = "the service must write only into directories of that user, or nowhere";

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        if (!RunsAsRoot(subject))
            yield break;
        var last = (Instruction?)subject.Started().LastOrDefault().Instruction ?? subject.Final.From;
        yield return Found(subject, last, "the image starts as root; create a user, and add USER before this line");
    }

    public override IEnumerable<Proposal> Fix(LintSubject subject)
    {
        var dockerfile = subject.Dockerfile;
        var started = subject.Started().ToArray();
        var lineage = subject.Lineage(subject.Final).ToArray();
        var steps = lineage.SelectMany(subject.StepsOf).ToArray();
        if (started.Length == 0 || !RunsAsRoot(subject) || !IsService(started) || NeedsRoot(lineage, steps, started))
            yield break;

        var first = started[0].Instruction;
        var line = dockerfile.NewLine;
        var commands = steps.SelectMany(step => step.Commands).ToArray();
        if (commands.LastOrDefault(command => command.Program is "useradd" or "adduser") is { } created)
        {
            // USER does not know the variables of the shell.
            if (Account.NameOf(created) is { } name && !name.Contains('$', StringComparison.Ordinal))
                yield return Propose(first, $"run the service as {name}", Edit.Before(dockerfile, first, $"USER {name}{line}")) with
                    {
                        Needs = Writes,
                        Settings = ["User"],
                    };
            yield break;
        }

        if (BaseImage.UserLine(lineage[0].Base, commands) is not { } create)
            yield break;
        // Directly after FROM, where a change of code does not run it again.
        yield return Propose(
            first,
            "run the service as a new user",
            Edit.After(dockerfile, subject.Final.From, create + line),
            Edit.Before(dockerfile, first, $"USER 10001:10001{line}")) with
            {
                Needs = Writes,
                Settings = ["User"],
                Paths =
                [
                    "/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/etc/subuid", "/etc/subgid", "/etc/passwd-", "/etc/group-", "/etc/shadow-",
                    "/etc/gshadow-", "/etc/subuid-", "/etc/subgid-", "/home/app", "/home/app/", "/var/mail/app",
                ],
            };
    }

    private static bool RunsAsRoot(LintSubject subject)
    {
        DockerfileStage[] lineage = [.. subject.Lineage(subject.Final)];
        var user = subject.Final.End.User;
        return lineage[0].Base != "scratch" && !(user is null && BaseImage.IsUnprivileged(lineage)) && (user ?? "root").Split(':')[0] is "" or "root" or "0";
    }

    // USER is a decision of the author. Root's directories, volumes, directories for the service and low ports need privileges.
    private static bool NeedsRoot(DockerfileStage[] lineage, RunStep[] steps, (Instruction Instruction, CommandLine Command)[] started) =>
        lineage.SelectMany(stage => stage.Instructions).Any(NeedsRoot)
        || steps.SelectMany(step => step.Commands).Any(NeedsRoot)
        || started.Any(pair => ListensLow([.. pair.Command.Words.SelectMany(word => word.Split(' ', '='))]));

    private static bool NeedsRoot(Instruction instruction) =>
        instruction is UserInstruction or VolumeInstruction
        || (instruction is ExposeInstruction expose && expose.Ports.Any(port => IsLow(port.Text)));

    private static bool NeedsRoot(ShellCommand command) =>
        command.Program == "mkdir" || command.Has("--user") || command.Words.Any(word => word.StartsWith("/root", StringComparison.Ordinal));

    private static bool ListensLow(string[] words) =>
        words.Index().Any(word => word.Item.Contains(':', StringComparison.Ordinal)
            ? IsLow(word.Item[(word.Item.LastIndexOf(':') + 1)..])
            : word.Index > 0 && (words[word.Index - 1] is "--port" or "-p") && IsLow(word.Item));

    private static bool IsLow(string port) =>
        int.TryParse(port.Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1024;

    private static bool IsService((Instruction Instruction, CommandLine Command)[] started)
    {
        // CMD contains the arguments of ENTRYPOINT.
        var words = started.Where(pair => pair.Command.Exec)
            .OrderBy(pair => pair.Instruction is CmdInstruction)
            .SelectMany(pair => pair.Command.Words)
            .ToArray();
        return IsService(ShellScript.Commands(words)) || started.Any(pair => !pair.Command.Exec && IsService(ShellScript.Commands(pair.Command.ToString())));
    }

    private static bool IsService(IReadOnlyList<ShellCommand> commands)
    {
        if (commands.Count == 0)
            return false;
        // An interpreter without arguments is the command of a base image.
        var python = commands[^1].Program.StartsWith("python", StringComparison.Ordinal);
        return python ? commands[^1].Words.Count > 1 : s_services.Contains(commands[^1].Program);
    }
}
