using System.Diagnostics.CodeAnalysis;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Completes faults by what the files on disk show: why COPY doesn't find a file, which argument names a base image.</summary>
/// <param name="context">The build context; <c>null</c> if it isn't a folder.</param>
/// <param name="dockerfile">The Dockerfile; <c>null</c> if it isn't a file.</param>
internal sealed class FaultFiles(string? context, string? dockerfile)
{
    private const int FirstLine = 512;

    private static readonly char[] s_separators = [' ', '\t', '"', '\'', '[', ']', ',', ':', ';', '&', '|'];

    /// <summary>Returns the fault with a more exact cause and cure. Errors while reading are ignored: the fault is as exact as before.</summary>
    [return: NotNullIfNotNull(nameof(fault))]
    public DockerFault? Explain(DockerFault? fault)
    {
        if (fault is null)
            return null;
        try
        {
            return Placed(fault.Kind switch
            {
                DockerFaultKind.MissingContextFile => MissingFile(fault),
                DockerFaultKind.BaseImageUnavailable => BaseImage(fault),
                DockerFaultKind.StepFailed => Script(fault),
                DockerFaultKind.SolverFlake or DockerFaultKind.Unknown or DockerFaultKind.DockerfileSyntax => Encoding(IgnoreFile(fault)),
                _ => fault,
            });
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DockerException)
        {
            return fault;
        }
    }

    // BuildKit knows the name of the Dockerfile, not its folder. Of several steps that fail at once, buildx prints the line of one.
    private DockerFault Placed(DockerFault fault)
    {
        if (dockerfile is null || !File.Exists(dockerfile))
            return fault;
        if (fault is { File: { } file, Line: not null } && Path.GetFileName(file) == Path.GetFileName(dockerfile))
            return fault with { File = Shown(dockerfile) };
        return fault is { File: null, Instruction: { } instruction } && LineOf(instruction) is { } line
            ? fault with { File = Shown(dockerfile), Line = line }
            : fault;
    }

    // Variables are expanded in BuildKit's name of a step, so that such an instruction is not found.
    private int? LineOf(string instruction)
    {
        List<int> lines = [.. Dockerfile.Read(dockerfile!).Instructions.Where(one => Words(one.Text) == Words(instruction)).Select(one => one.Lines.First)];
        return lines is [var line] ? line : null;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shown(string path) => RelativePaths.Below(Environment.CurrentDirectory, Path.GetFullPath(path)) ?? path;

    // BuildKit names neither the file nor the line.
    private DockerFault IgnoreFile(DockerFault fault)
    {
        if (dockerfile is null || fault.Detail?.Contains("syntax error in pattern", StringComparison.Ordinal) != true
            || LintContext.Of(dockerfile, context).IgnoreProblem is not { } ignore)
            return fault;
        return fault with
        {
            Kind = DockerFaultKind.DockerfileSyntax,
            Cause = ignore.Message,
            File = ignore.File,
            Line = ignore.Line,
            Cure = $"{ignore.Cure}.",
            Detail = null,
            MayPass = false,
        };
    }

    private DockerFault Encoding(DockerFault fault)
    {
        if (dockerfile is null || !File.Exists(dockerfile) || TextEncoding.InvalidLine(File.ReadAllBytes(dockerfile)) is not { } line)
            return fault;
        return fault with
        {
            Kind = DockerFaultKind.DockerfileSyntax,
            Cause = $"{Path.GetFileName(dockerfile)} is not in UTF-8: line {line} has a letter in another encoding, such as Latin-1.",
            File = dockerfile,
            Line = line,
            Cure = $"{TextEncoding.Cure}.",
            MayPass = false,
        };
    }

    // The messages of a script with Windows line ends have other causes, too. The file shows which one it is.
    private DockerFault Script(DockerFault fault)
    {
        if (context is null || !fault.Cure.Contains(StepRiddles.Crlf, StringComparison.Ordinal))
            return fault;
        var words = fault.LastLines.Append(fault.Instruction ?? "").SelectMany(line => line.Split(s_separators, StringSplitOptions.RemoveEmptyEntries));
        return words.Distinct(StringComparer.Ordinal).Select(InContext).FirstOrDefault(HasWindowsLines) is { } script
            ? fault with { Cause = $"{Sentence(fault)} {script} has Windows line ends.", Cure = StepRiddles.Crlf }
            : fault;
    }

    // A path in the image ends with the path in the context, unless the file was copied under another name.
    private string? InContext(string word)
    {
        var path = word.TrimStart('.', '/');
        while (path.Length > 0 && !File.Exists(Path.Combine(context!, path)))
            path = path.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? path[(slash + 1)..] : "";
        return path.Length > 0 ? path : null;
    }

    private bool HasWindowsLines(string? path)
    {
        // A pipe has no length, and would not end.
        if (path is null || new FileInfo(Path.Combine(context!, path)) is not { Length: > 0 } file)
            return false;
        using var stream = file.OpenRead();
        Span<byte> bytes = stackalloc byte[FirstLine];
        bytes = bytes[..stream.ReadAtLeast(bytes, FirstLine, throwOnEndOfStream: false)];
        return bytes.IndexOf((byte)'\n') is > 0 and var end && bytes[end - 1] == '\r';
    }

    private DockerFault MissingFile(DockerFault fault)
    {
        var instruction = fault.Instruction ?? "";
        if (context is null || !Directory.Exists(context) || instruction.Contains("--from=", StringComparison.Ordinal))
            return fault;
        if (instruction.Contains(" # ", StringComparison.Ordinal))
        {
            return fault with
            {
                Cause = $"{Sentence(fault)} The instruction ends with a comment, whose words are read as files.",
                Cure = "Put the comment on a line of its own, above the instruction.",
            };
        }
        foreach (var source in Sources(instruction))
        {
            if (source.StartsWith("../", StringComparison.Ordinal) || source.Contains("/../", StringComparison.Ordinal))
                return Above(fault, source);
            if (Reason(source) is { } reason)
                return fault with { Cause = $"{Sentence(fault)} {reason.Cause}".TrimEnd(), Cure = reason.Cure };
        }
        return fault;
    }

    private DockerFault Above(DockerFault fault, string source)
    {
        var exists = Path.Exists(Path.GetFullPath(source, context!));
        return fault with
        {
            Cause = $"COPY can't leave the build context {context}: '..' is cut off, so that {source} is searched for as {Path.GetFullPath(source, "/")[1..]}.",
            Cure = exists
                ? $"{source} exists outside the context: set the context to a folder above both, with the Dockerfile's path as --file, "
                    + "or pass the other folder as --build-context."
                : "Set the context to a folder that contains the file, or pass its folder as --build-context.",
        };
    }

    private (string Cause, string Cure)? Reason(string source)
    {
        var path = source.TrimStart('/');
        if (path.AsSpan().ContainsAny('*', '?', '['))
            return null;
        var full = Path.Combine(context!, path);
        if (new FileInfo(full).LinkTarget is { } target)
        {
            return new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true) is { } final && Path.Exists(final.FullName)
                ? ($"It is a link to {target}, outside the context, which isn't sent.",
                    "Copy the file into the context, or pass its folder as --build-context.")
                : ($"It is a link to {target}, which doesn't exist.", "Correct the link.");
        }
        if (Path.Exists(full))
            return Ignored(path);
        if (OtherCase(path) is { } other)
            return ($"The context has {other}: the case of the letters differs.", $"Write {other}.");
        if (dockerfile is not null && Path.GetDirectoryName(dockerfile) is { } folder && Path.Exists(Path.Combine(folder, path)))
        {
            var correct = RelativePaths.Below(context!, Path.Combine(folder, path));
            return (
                "It is next to the Dockerfile, but paths start at the build context.",
                correct is null ? $"Set the context to {folder}." : $"Write {correct}, or set the context to {folder}.");
        }
        if (InRepository(path) is { } root)
        {
            return (
                $"{root} has it, but paths start at the build context, {context}.",
                $"If {root} is meant as the context: build it with the Dockerfile's path as --file.");
        }
        var parent = Path.GetDirectoryName(full);
        return Directory.Exists(parent) && NearestNames.Of(Path.GetFileName(full), NamesIn(parent)) is { Count: > 0 } near
            ? ("", $"Did you mean {string.Join(" or ", near)}? Paths are relative to the build context, {context}.")
            : ("", $"Correct the path, which is relative to the build context, {context}. Or create the file before the build.");
    }

    // A Dockerfile of a service is often written for the root of its repository.
    private string? InRepository(string path)
    {
        string? found = null;
        for (var folder = Path.GetFullPath(context!); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (found is null && Path.Exists(Path.Combine(folder, path)))
                found = folder;
            if (Path.Exists(Path.Combine(folder, ".git")))
                return found;
        }
        return null;
    }

    private (string Cause, string Cure)? Ignored(string path)
    {
        var file = DockerignoreFile.Find(context!, dockerfile);
        return new DockerignoreMatcher(file).Match(path) is { Ignored: true, Rule: { } rule } && file.Path is { } ignoreFile
            ? ($"{Path.GetFileName(ignoreFile)}:{rule.Line} ({rule.Text}) excludes it.", $"Add !{path} below that line, or remove the line.")
            : null;
    }

    private string? OtherCase(string path)
    {
        var folder = context!;
        var found = new List<string>();
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "."))
        {
            if (!Directory.Exists(folder))
                return null;
            var match = NamesIn(folder).Where(entry => entry.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (match.Count == 0)
                return null;
            found.Add(match.Contains(name) ? name : match[0]);
            folder = Path.Combine(folder, found[^1]);
        }
        return string.Join('/', found);
    }

    private static IEnumerable<string> NamesIn(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry));

    private static string Sentence(DockerFault fault) => fault.Cause.TrimEnd('.') + ".";

    // The last word is the destination. Variables are expanded in BuildKit's name of the step.
    private static IEnumerable<string> Sources(string instruction)
    {
        var words = instruction.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Where(word => !word.StartsWith("--", StringComparison.Ordinal))
            .ToList();
        return words.Take(words.Count - 1).Select(word => word.Trim('[', ']', ',', '"'));
    }

    private DockerFault BaseImage(DockerFault fault)
    {
        if (dockerfile is null || !File.Exists(dockerfile) || fault.Cause.Contains("frontend", StringComparison.Ordinal))
            return fault;
        var file = Dockerfile.Read(dockerfile);
        var names = file.GlobalArgs.SelectMany(argument => argument.Assignments).Select(assignment => assignment.Name).ToList();
        var from = file.Stages.FirstOrDefault(stage => stage.BaseStage is null && fault.Cause.Contains(stage.Base, StringComparison.Ordinal))?.From
            ?? file.Instructions.OfType<FromInstruction>().FirstOrDefault(instruction => instruction.Lines.First == fault.Line);
        if (from is null)
            return fault;
        var argument = names.Find(name => from.Image.Text.Contains($"${{{name}", StringComparison.Ordinal) || from.Image.Text == $"${name}");
        var cure = argument is null
            ? $"--build-context {from.Image.Text}=docker-image://OTHER replaces it without a change of the file."
            : $"ARG {argument} names it: --build-arg {argument}=OTHER replaces it.";
        return fault with { Cure = $"{fault.Cure} {cure}" };
    }
}
