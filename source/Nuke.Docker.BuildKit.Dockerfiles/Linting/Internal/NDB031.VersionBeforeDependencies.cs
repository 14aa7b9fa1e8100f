using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;
using Nuke.Docker.BuildKit.Python.Writing.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class VersionBeforeDependencies() : DockerfileRule(new("NDB031", LintSeverity.Note)
{
    Cause = "pyproject.toml is an input of the dependency installation, with the project's version and the settings of tools",
    Cost = "a new version of the project or a setting of a linter reinstalls all dependencies",
    Cure = "reduce it to what decides the dependencies in a stage of its own, and let the installation depend on the result",
    Notes = """
        BuildKit compares the content of what a stage writes. If a new version changes nothing that the first stage keeps, the installation comes from
        the cache.

        ```dockerfile
        FROM python:3.13-slim AS manifest
        RUN --mount=type=bind,source=pyproject.toml,target=/src/pyproject.toml \
            python reduce.py

        FROM python:3.13-slim
        RUN --mount=type=bind,from=manifest,source=/manifest/pyproject.toml,target=pyproject.toml \
            --mount=type=bind,source=poetry.lock,target=poetry.lock \
            poetry install --only main --no-root
        ```

        The rule reports installations of dependencies without the project: `uv sync --no-install-project`, `poetry install --no-root`, `pdm install --no-self`,
        `uv pip install -r pyproject.toml`, and the same without the option if the project is no package. It reports nothing if `pyproject.toml` contains
        nothing else.
        """,
    Fixer = """
        adds the stage that `DockerInit` writes: a short program of Python without further packages. The installation reads its result instead of
        `pyproject.toml`, `uv.lock` and the `pyproject.toml` of workspace members. A file that was copied is copied again, unchanged, after the installation,
        so that the image stays the same. Variables and options that name other projects, and steps that may read the file, prevent the fix.
        """,
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => ManifestInput.Find(subject).Select(input =>
    {
        var message = $"each change of {input.Manifest}, also of a version or of a linter's setting, reinstalls all dependencies";
        return Found(subject, input.Step.Run, $"{message}; install from a reduced copy of it");
    });

    public override IEnumerable<Proposal> Fix(LintSubject subject)
    {
        foreach (var input in ManifestInput.Find(subject))
        {
            if (Edits(subject, input) is not { } edits)
                continue;
            yield return Propose(input.Step.Run, $"install from a reduced {input.Manifest}, which a stage of its own writes", edits) with
            {
                Needs = HasPython(subject, input.Step.Stage) ? null : "the base image must have Python",
            };
        }
    }

    private static List<TextEdit>? Edits(LintSubject subject, ManifestInput input)
    {
        var dockerfile = subject.Dockerfile;
        var stage = input.Step.Stage;
        // An old frontend knows no heredocs; the program needs its own line breaks, and the usual shell.
        if (dockerfile.Directives.Any(directive => directive.Name == "syntax" && !KnowsHeredocs(directive.Value))
            || dockerfile.EscapeCharacter != '\\' || dockerfile.NewLine != "\n" || Lineage(subject, stage).Shell is not null
            || !CanReplace(subject, input))
            return null;

        var name = new[] { ManifestStage.Name, $"python-{ManifestStage.Name}" }.FirstOrDefault(name => dockerfile.Stage(name) is null);
        if (name is null)
            return null;
        var from = stage.From;
        List<string> begin = [$"FROM {(from.Platform is { } platform ? $"--platform={platform} " : "")}{from.Image.Text} AS {name}"];
        if (Lineage(subject, stage).User is { } user && user is not ("root" or "0"))
            begin.Add("USER root");
        var text = ManifestStage.Write(begin, input.Project, input.Manager, input.Folder);
        var start = Edit.Block(dockerfile, from).Start;
        var gap = start == 0 || dockerfile.Text[..start].EndsWith("\n\n", StringComparison.Ordinal) ? "" : dockerfile.NewLine;
        var edits = new List<TextEdit> { new(start, 0, $"{gap}{text}{dockerfile.NewLine}") };
        foreach (var mount in input.Mounts)
            edits.Add(Reduced(dockerfile, mount, name, input.PathOf(mount.Source!)!));
        foreach (var copy in input.Copies)
            edits.Add(Reduced(dockerfile, copy, name, input));
        if (Originals(subject, input) is { Length: > 0 } originals)
            edits.Add(Edit.After(dockerfile, input.Step.Run, originals));
        return edits;
    }

    private static TextEdit Reduced(Dockerfile dockerfile, BindRunMount mount, string name, string file)
    {
        const string Flag = "--mount=";
        var fields = dockerfile.TextOf(mount.Span)[Flag.Length..].Split(',');
        var source = Array.FindIndex(fields, IsSource);
        fields[source] = $"from={name},source=/manifest/{file}";
        return new TextEdit(mount.Span.Start, mount.Span.Length, $"{Flag}{string.Join(',', fields)}");
    }

    private static bool IsSource(string field) => field.StartsWith("source=", StringComparison.Ordinal) || field.StartsWith("src=", StringComparison.Ordinal);

    // Files that are not reduced stay in the instruction.
    private static TextEdit Reduced(Dockerfile dockerfile, CopyInstruction copy, string name, ManifestInput input)
    {
        var flags = FlagsOf(copy, dockerfile);
        var (reduced, others) = Split(copy, input);
        var text = $"COPY {flags}--from={name} {string.Join(' ', reduced.Select(source => $"/manifest/{input.PathOf(source)}"))} {copy.Destination.Text}";
        if (others.Count > 0)
            text = $"COPY {flags}{string.Join(' ', others)} {copy.Destination.Text}{dockerfile.NewLine}{text}";
        return new TextEdit(copy.Span.Start, copy.Span.Length, text);
    }

    private static string FlagsOf(CopyInstruction copy, Dockerfile dockerfile) =>
        string.Concat(copy.Flags.Select(flag => $"{dockerfile.TextOf(flag.Span)} "));

    private static (List<string> Reduced, List<string> Others) Split(CopyInstruction copy, ManifestInput input)
    {
        var words = copy.Sources.Select(word => word.Text).ToLookup(source => input.PathOf(source) is not null);
        return ([.. words[true]], [.. words[false]]);
    }

    // Copied files stay in the image as they are, unless all files are copied there later.
    private static string Originals(LintSubject subject, ManifestInput input)
    {
        if (input.Copies.All(copy => Split(copy, input).Reduced.TrueForAll(source => IsCopiedLater(input, copy, source))))
            return "";
        var dockerfile = subject.Dockerfile;
        return string.Concat(input.Copies.Select(copy =>
            $"COPY {FlagsOf(copy, dockerfile)}{string.Join(' ', Split(copy, input).Reduced)} {copy.Destination.Text}{dockerfile.NewLine}"));
    }

    private static bool IsCopiedLater(ManifestInput input, CopyInstruction early, string source)
    {
        var destination = PosixPath.Absolute(early.State.WorkingDirectory, early.ExpandedDestination);
        var path = PosixPath.Clean(source.TrimEnd('*')).TrimStart('/');
        var isFolder = early.Destination.Text.EndsWith('/') || early.Destination.Text == ".";
        var target = isFolder ? $"{destination.TrimEnd('/')}/{path[(path.LastIndexOf('/') + 1)..]}" : destination;
        return input.Step.Stage.Instructions.OfType<CopyInstruction>().Any(copy => copy.Span.Start > input.Step.Run.Span.Start
            && ContextCopy.FromContext(copy) && copy.Excludes.Count == 0 && copy.ExpandedSources.Any(ContextCopy.IsWhole)
            && target == $"{PosixPath.Absolute(copy.State.WorkingDirectory, copy.ExpandedDestination).TrimEnd('/')}/{path}");
    }

    private static bool CanReplace(LintSubject subject, ManifestInput input)
    {
        if (input.Mounts.Any(mount => !mount.ReadOnly || subject.Dockerfile.TextOf(mount.Span).AsSpan().IndexOfAny("\"'$\\") >= 0
            || !mount.Text.Split(',').Any(IsSource)))
            return false;
        // A later stage may install, too; it would get the reduced file.
        if (input.Copies.Any(copy => copy.Exec || copy.Flags.Any(flag => flag.Name is not ("--chown" or "--chmod" or "--link"))
            || copy.Sources.Any(source => source.Text.AsSpan().IndexOfAny("$\"'\\") >= 0)
            || (copy.Sources.Count > 1 && !copy.Destination.Text.EndsWith('/') && copy.Destination.Text is not ".")
            || !subject.Dockerfile.Stages[input.Step.Stage.Index].Instructions.Contains(copy)))
            return false;
        if (!input.Step.Commands.All(command => IsIndifferent(command) || input.InstallsOnlyDependencies(command)))
            return false;
        if (input.Copies.Count == 0)
            return true;
        var first = input.Copies.Min(copy => copy.Span.Start);
        return input.Step.Stage.Instructions.Where(instruction => instruction.Span.Start > first && instruction.Span.Start < input.Step.Run.Span.Start)
            .OfType<RunInstruction>()
            .All(run => subject.StepOf(run).Commands.All(IsIndifferent));
    }

    // Installs only system packages or packages that it names, or reads no file of the project.
    private static bool IsIndifferent(ShellCommand command) =>
        InstallInputs.IsHarmless(command)
        || (PackageTool.Of(command) == PackageTool.Pip && PipArguments.Of(command) is { IsPlain: true, Requirements.Count: 0 })
        || (command.Program == "poetry" && command.Has("config"))
        || (command.Program == "uv" && command.Words.ElementAtOrDefault(1) == "venv");

    private static (string? User, IReadOnlyList<string>? Shell) Lineage(LintSubject subject, DockerfileStage stage) =>
        stage.BaseStage is { } index ? (subject.Dockerfile.Stages[index].End.User?.Split(':')[0], subject.Dockerfile.Stages[index].End.Shell) : (null, null);

    private static bool HasPython(LintSubject subject, DockerfileStage stage) => BaseImage.HasPython(subject.Lineage(stage).First().Base);

    private static bool KnowsHeredocs(string syntax)
    {
        var tag = syntax.Split(' ')[0].Split('@')[0].Split(':') is [_, .., var last] ? last.Split('-')[0] : "";
        return tag is "1" or "latest" or "labs" || (Version.TryParse(tag, out var version) && version >= new Version(1, 4));
    }
}
