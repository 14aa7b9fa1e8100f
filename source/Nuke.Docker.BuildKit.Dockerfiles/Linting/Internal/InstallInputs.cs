using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Finds the files of the context that an installation reads.</summary>
internal sealed class InstallInputs
{
    private static readonly HashSet<string> s_harmless =
        ["useradd", "groupadd", "adduser", "addgroup", "mkdir", "chown", "chmod", "apt-get", "apt", "apk", "echo", "true", "set", "locale-gen", "ln"];

    // Variables that name files, or more packages.
    private static readonly string[] s_variables =
    [
        "PIP_FIND_LINKS", "PIP_CONSTRAINT", "PIP_REQUIREMENT", "PIP_CONFIG_FILE", "PIP_EDITABLE", "PIP_BUILD_CONSTRAINT",
        "UV_FIND_LINKS", "UV_CONSTRAINT", "UV_OVERRIDE", "UV_BUILD_CONSTRAINT", "UV_CONFIG_FILE", "UV_PROJECT", "UV_WORKING_DIRECTORY",
    ];

    private static readonly string[] s_system = ["", "/etc", "/usr", "/bin", "/lib", "/sbin", "/opt", "/root", "/home", "/venv", "/opt/venv"];

    // Options of a requirements file that name no file.
    private static readonly HashSet<string> s_options =
        ["-i", "--index-url", "--extra-index-url", "--trusted-host", "--pre", "--no-binary", "--only-binary", "--prefer-binary", "--require-hashes", "--hash"];

    private readonly LintSubject _subject;
    private readonly DockerfileStage _stage;
    private readonly TransferInstruction _copy;
    private readonly RunStep _step;
    private readonly List<(string Source, string Target)> _found = [];
    private readonly HashSet<string> _seen = [];

    private InstallInputs(LintSubject subject, DockerfileStage stage, TransferInstruction copy, RunStep step) =>
        (_subject, _stage, _copy, _step) = (subject, stage, copy, step);

    /// <summary>Returns true if a command reads no file of a project, and compiles nothing.</summary>
    public static bool IsHarmless(ShellCommand command) =>
        s_harmless.Contains(command.Program) || AptLists.IsRemoval(command);

    /// <summary>Returns the files; <c>null</c> if a command may read any file, or if a file includes others that cannot be found.</summary>
    public static List<(string Source, string Target)>? Of(LintSubject subject, DockerfileStage stage, TransferInstruction copy, RunStep step) =>
        new InstallInputs(subject, stage, copy, step).Read();

    private List<(string Source, string Target)>? Read()
    {
        foreach (var command in _step.Commands)
        {
            var tool = PackageTool.Of(command);
            if (tool is null || tool == PackageTool.Apt)
            {
                if (!IsHarmless(command) || UsesCopied(command))
                    return null;
                continue;
            }

            var pip = tool == PackageTool.Pip || (tool == PackageTool.Uv && command.Words.Contains("pip"));
            if (!pip || CopiesOverSystem() || Files(tool, command) is not { } files)
                return null;
            foreach (var file in files)
            {
                if (!Add(file))
                    return null;
            }
        }

        return _found;
    }

    // Only files that the words of the call name: variables and settings may name others.
    private List<string>? Files(PackageTool tool, ShellCommand command)
    {
        var arguments = PipArguments.Of(command);
        if (!arguments.IsPlain || s_variables.Any(name => command.Variables.ContainsKey(name) || _step.Run.State.Variables.ContainsKey(name)))
            return null;
        return tool == PackageTool.Uv && HasUvSettings() ? null : [.. arguments.Requirements];
    }

    // uv reads its settings from the project.
    private bool HasUvSettings() => _subject.Context.Has("uv.toml")
        || (_subject.Context.Has("pyproject.toml")
            && File.ReadAllText(Path.Combine(_subject.Context.Directory!, "pyproject.toml")).Contains("[tool.uv", StringComparison.Ordinal));

    // chmod +x run.sh, ln -s /app/x /usr/bin/x, or echo > config.ini needs the copied file, or must come after it.
    private bool UsesCopied(ShellCommand command)
    {
        var workdir = _step.Run.State.WorkingDirectory ?? "/";
        var paths = command.Program is "chmod" or "chown" ? command.Arguments.Where(word => !word.StartsWith('-')).Skip(1)
            : command.Program is "ln" or "mkdir" or "rm" ? command.Arguments.Where(word => !word.StartsWith('-'))
            : command.Words.SkipWhile(word => !word.StartsWith('>'));
        return paths.Any(word => word.AsSpan().IndexOfAny("$*?>") >= 0 || IsCopied(PosixPath.Absolute(workdir, word)));
    }

    private bool IsCopied(string path)
    {
        var destination = PosixPath.Absolute(_copy.State.WorkingDirectory, _copy.ExpandedDestination).TrimEnd('/');
        if (path.TrimEnd('/') == destination)
            return true;
        return Source(_copy, path) is { } source
            && (_subject.Context.Directory is not { } directory || Path.Exists(Path.Combine(directory, source)));
    }

    // COPY . / copies the directory etc of the context over /etc.
    private bool HoldsSystem() => _subject.Context.Directory is not { } directory
        || s_system.Where(folder => folder.Length > 0).Any(folder => Directory.Exists(Path.Combine(directory, folder[1..])));

    /// <summary>Returns true if copying to a path may replace settings or programs that an installation uses.</summary>
    private bool CopiesOverSystem()
    {
        var destination = PosixPath.Absolute(_copy.State.WorkingDirectory, _copy.ExpandedDestination);
        return (destination == "/" ? HoldsSystem() : s_system.Contains(destination.TrimEnd('/')))
            || s_system.Any(folder => folder.Length > 0 && destination.StartsWith($"{folder}/", StringComparison.Ordinal) && folder is not ("/root" or "/opt"))
            || destination.TrimEnd('/') == _step.User.Home.TrimEnd('/')
            || _step.Commands.Any(command => command.Words[0].StartsWith($"{destination.TrimEnd('/')}/", StringComparison.Ordinal))
            || (_step.Run.State.Variables.GetValueOrDefault("PATH") is { } path && path.Contains($"{destination.TrimEnd('/')}/", StringComparison.Ordinal))
            || _copy.Flags.Any(flag => flag.Name is "--parents" or "--exclude")
            || _copy is AddInstruction;
    }

    private bool Add(string file)
    {
        if (file.Contains("://", StringComparison.Ordinal))
            return true;
        var workdir = _step.Run.State.WorkingDirectory ?? "/";
        var path = PosixPath.Absolute(workdir, file);
        if (!_seen.Add(path) || _step.Mounts(path))
            return true;
        // A file copied earlier needs no mount, but the files that it includes may.
        var copied = CopiedBefore(path);
        if ((copied ?? Source(_copy, path)) is not { } source || !_subject.Context.Has(source) || _subject.Context.Ignores(source))
            return false;
        var folder = workdir.EndsWith('/') ? workdir : $"{workdir}/";
        if (copied is null)
            _found.Add((source, path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : path));
        return File.ReadAllLines(Path.Combine(_subject.Context.Directory!, source)).All(line => Follow(line.Trim(), path));
    }

    private bool Follow(string line, string path)
    {
        if (line.Length == 0 || line[0] == '#')
            return true;
        // Names in a requirements file are relative to its own directory.
        var parts = line.Split((char[])[' ', '=', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is ["-r" or "--requirement" or "-c" or "--constraint", var other])
            return other.AsSpan().IndexOfAny("$*?") < 0 && Add(PosixPath.Absolute(path[..path.LastIndexOf('/')], other));
        if (line.StartsWith('-'))
            return s_options.Contains(parts[0]) && !line.Contains("file:", StringComparison.Ordinal);
        var comment = line.IndexOf(" #", StringComparison.Ordinal);
        var requirement = (comment < 0 ? line : line[..comment]).Split(" --", 2)[0].TrimEnd('\\', ' ', '\t');
        return !PipArguments.IsLocal(requirement);
    }

    /// <summary>Returns the path in the context that is copied to a path in the image; <c>null</c> if none is.</summary>
    public static string? Source(TransferInstruction copy, string path)
    {
        var destination = PosixPath.Absolute(copy.State.WorkingDirectory, copy.ExpandedDestination);
        var folder = destination.EndsWith('/') ? destination : $"{destination}/";
        if (copy.ExpandedSources.Any(ContextCopy.IsWhole))
            return path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : null;
        foreach (var source in copy.ExpandedSources.Select(source => PosixPath.Clean(source).TrimStart('/')))
        {
            if (path == destination || path == $"{folder}{source[(source.LastIndexOf('/') + 1)..]}")
                return source;
            // COPY copies the content of a directory, not the directory itself.
            if (copy.Sources.Count == 1 && path.StartsWith(folder, StringComparison.Ordinal))
                return $"{source}/{path[folder.Length..]}";
        }

        return null;
    }

    private string? CopiedBefore(string path) => _stage.Instructions.OfType<TransferInstruction>()
        .Where(other => other != _copy && (other.Span.Start < _copy.Span.Start || !other.ExpandedSources.Any(ContextCopy.IsCode)))
        .Where(other => ContextCopy.FromContext(other) && !other.ExpandedSources.Any(ContextCopy.IsCode))
        .Select(other => Source(other, path))
        .FirstOrDefault(source => source is not null);
}
