using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Rules.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixes.Internal;

/// <summary>Which files of the context a step with installs reads.</summary>
internal static class InstallInputs
{
    private static readonly HashSet<string> s_harmless =
        ["useradd", "groupadd", "adduser", "addgroup", "mkdir", "chown", "chmod", "apt-get", "apt", "apk", "echo", "true", "set", "locale-gen", "ln"];

    // How a line of a requirements file begins that means a folder: of the project itself, or of packages.
    private static readonly string[] s_folders = ["-e", "--editable", ".", "/", "--find-links", "-f "];

    /// <summary>Whether a command reads nothing of a project, and compiles nothing.</summary>
    public static bool IsHarmless(ShellCommand command) =>
        s_harmless.Contains(command.Program) || AptChecks.RemovesLists(command);

    /// <summary>Null where a command may read anything, or a file names others that can't be seen.</summary>
    public static List<(string Source, string Target)>? Of(LintSubject subject, DockerfileStage stage, TransferInstruction copy, RunStep step)
    {
        var found = new List<(string Source, string Target)>();
        foreach (var command in step.Commands)
        {
            var tool = PackageTool.Of(command);
            if (tool is null || tool == PackageTool.Apt)
            {
                if (!IsHarmless(command))
                    return null;
                continue;
            }

            var pip = tool == PackageTool.Pip || (tool == PackageTool.Uv && command.Words.Contains("pip"));
            if (!pip || OrderChecks.NeedsCode(tool, command) || Files(command) is not { } files)
                return null;
            foreach (var file in files)
            {
                if (!Add(subject, stage, copy, step, file, found))
                    return null;
            }
        }

        return found;
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

    private static bool Add(LintSubject subject, DockerfileStage stage, TransferInstruction copy, RunStep step, string file, List<(string Source, string Target)> found)
    {
        if (file.Contains("://", StringComparison.Ordinal))
            return true;
        var workdir = step.Run.State.WorkingDirectory ?? "/";
        var path = PosixPath.Absolute(workdir, file);
        if (step.Mounts(path) || CopiedBefore(stage, copy, path))
            return true;
        if (Source(copy, path) is not { } source || !subject.Context.Has(source) || subject.Context.Ignores(source))
            return false;
        var folder = workdir.EndsWith('/') ? workdir : $"{workdir}/";
        var entry = (source, path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : path);
        if (found.Contains(entry))
            return true;
        found.Add(entry);
        foreach (var line in File.ReadAllLines(Path.Combine(subject.Context.Directory!, source)).Select(line => line.Trim()))
        {
            if (s_folders.Any(start => line.StartsWith(start, StringComparison.Ordinal)) || line.Contains("file:", StringComparison.Ordinal))
                return false;
            // Names within a requirements file are meant from its own folder.
            var parts = line.Split((char[])[' ', '=', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts is ["-r" or "--requirement" or "-c" or "--constraint", var other] && !Add(subject, stage, copy, step, PosixPath.Absolute(path[..path.LastIndexOf('/')], other), found))
                return false;
        }

        return true;
    }

    /// <summary>The path in the context that a copy brings to a path in the image; null where it brings none.</summary>
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
            // A folder's content lands in the destination, not the folder itself.
            if (copy.Sources.Count == 1 && path.StartsWith(folder, StringComparison.Ordinal))
                return $"{source}/{path[folder.Length..]}";
        }

        return null;
    }

    private static bool CopiedBefore(DockerfileStage stage, TransferInstruction copy, string path) => stage.Instructions.OfType<TransferInstruction>()
        .Where(other => other != copy && (other.Span.Start < copy.Span.Start || !other.ExpandedSources.Any(ContextCopy.IsCode)))
        .Any(other => Source(other, path) is not null && !other.ExpandedSources.Any(ContextCopy.IsCode));
}
