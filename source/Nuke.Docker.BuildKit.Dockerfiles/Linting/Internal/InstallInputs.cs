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

    // Beginnings of lines in a requirements file that name a directory, of the project itself or of packages.
    private static readonly string[] s_folders = ["-e", "--editable", ".", "/", "--find-links", "-f "];

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
                if (!IsHarmless(command))
                    return null;
                continue;
            }

            var pip = tool == PackageTool.Pip || (tool == PackageTool.Uv && command.Words.Contains("pip"));
            if (!pip || InstallOrder.NeedsCode(tool, command) || Files(command) is not { } files)
                return null;
            foreach (var file in files)
            {
                if (!Add(file))
                    return null;
            }
        }

        return _found;
    }

    private static List<string>? Files(ShellCommand command)
    {
        var files = new List<string>();
        for (var index = 1; index < command.Words.Count; index++)
        {
            var word = command.Words[index];
            if (word is "-r" or "--requirement" or "-c" or "--constraint")
            {
                if (index + 1 == command.Words.Count)
                    return null;
                files.Add(command.Words[++index]);
            }
            else if (word.StartsWith("--requirement=", StringComparison.Ordinal) || word.StartsWith("--constraint=", StringComparison.Ordinal))
            {
                files.Add(word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            }
            else if (word.StartsWith("-r", StringComparison.Ordinal) && word.Length > 2 && !word.StartsWith("-r=", StringComparison.Ordinal))
            {
                files.Add(word[2..]);
            }
        }

        return files.Exists(file => file.AsSpan().IndexOfAny("$*?") >= 0) ? null : files;
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
        if (s_folders.Any(start => line.StartsWith(start, StringComparison.Ordinal)) || line.Contains("file:", StringComparison.Ordinal))
            return false;
        // Names in a requirements file are relative to its own directory.
        var parts = line.Split((char[])[' ', '=', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts is not ["-r" or "--requirement" or "-c" or "--constraint", var other] || Add(PosixPath.Absolute(path[..path.LastIndexOf('/')], other));
    }

    /// <summary>Returns the path in the context that is copied to a path in the image; <c>null</c> if none is.</summary>
    private static string? Source(TransferInstruction copy, string path)
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
