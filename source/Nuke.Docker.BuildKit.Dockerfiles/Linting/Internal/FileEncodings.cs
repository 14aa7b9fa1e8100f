using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Finds the files of a build that aren't in UTF-8: the Dockerfile, the ignore file, and the requirements files that its steps install.</summary>
internal static class FileEncodings
{
    /// <summary>Returns the faults of the Dockerfile. Comments don't count.</summary>
    public static IEnumerable<EncodingFault> OfDockerfile(Dockerfile dockerfile)
    {
        foreach (var number in TextEncoding.InvalidLines(Read(dockerfile.Path)))
        {
            var instruction = dockerfile.Instructions.FirstOrDefault(one => one.Lines.First <= number && number <= one.Lines.Last);
            if (instruction is null || dockerfile.Comments.Any(comment => comment.Span.Line == number))
                continue;
            // BuildKit can't transmit the text of a step. In other instructions, it replaces the letter.
            var fails = instruction is RunInstruction or TransferInstruction or WorkdirInstruction;
            yield return new EncodingFault(
                dockerfile.Path,
                number,
                $"line {number} is not in UTF-8, so that {(fails ? "the build fails" : $"{instruction.Name} gets another letter")}",
                fails);
        }
    }

    /// <summary>Returns the faults of an ignore file: patterns that match no file. Comments don't count.</summary>
    public static IEnumerable<EncodingFault> OfIgnoreFile(string? path)
    {
        if (path is null)
            yield break;
        var bytes = Read(path);
        foreach (var number in TextEncoding.InvalidLines(bytes))
        {
            if (!TextEncoding.Line(bytes, number).TrimStart().StartsWith('#'))
                yield return new EncodingFault(path, number, $"line {number} is not in UTF-8, so that its pattern matches no file", Fails: false);
        }
    }

    /// <summary>Returns the faults of the requirements files that the steps install. pip reads UTF-16 only with a byte order mark; uv never does.</summary>
    public static IEnumerable<EncodingFault> OfRequirements(LintSubject subject)
    {
        if (subject.Context.Directory is not { } directory)
            yield break;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<(string Path, bool Uv)>();
        foreach (var step in subject.Needed().SelectMany(subject.StepsOf))
        {
            foreach (var command in step.Commands)
            {
                var tool = PackageTool.Of(command);
                if (tool is null || (tool != PackageTool.Pip && !(tool == PackageTool.Uv && command.Words.Contains("pip"))))
                    continue;
                foreach (var word in PipArguments.Of(command).Requirements)
                {
                    if (SourceOf(subject, step, word) is { } source)
                        open.Enqueue((source, tool == PackageTool.Uv));
                }
            }
        }

        while (open.TryDequeue(out var file))
        {
            if (!seen.Add(file.Path))
                continue;
            var bytes = Read(Path.Combine(directory, file.Path));
            if (Fault(file.Path, file.Uv, bytes) is { } fault)
                yield return fault;
            foreach (var other in Included(bytes))
                open.Enqueue((Path.Combine(Path.GetDirectoryName(file.Path)!, other).Replace('\\', '/'), file.Uv));
        }
    }

    private static EncodingFault? Fault(string path, bool uv, byte[] bytes)
    {
        var program = uv ? "uv" : "pip";
        if (TextEncoding.Wide(bytes) is { } wide)
        {
            return TextEncoding.HasWideMark(bytes) && !uv
                ? null
                : new EncodingFault(path, null, $"it is in {wide}, which {program} can't read", Fails: true);
        }

        return TextEncoding.InvalidLine(bytes) is { } line && !(DeclaresEncoding(bytes) && !uv)
            ? new EncodingFault(path, line, $"line {line} is not in UTF-8, which {program} can't read", Fails: true)
            : null;
    }

    // pip reads "# -*- coding: latin-1 -*-" as Python does.
    private static bool DeclaresEncoding(byte[] bytes) =>
        Enumerable.Range(1, 2).Select(number => TextEncoding.Line(bytes, number))
            .Any(line => line.StartsWith('#') && line.Contains("coding", StringComparison.Ordinal));

    private static IEnumerable<string> Included(byte[] bytes)
    {
        var text = bytes.AsSpan(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
        foreach (var line in Encoding.Latin1.GetString(text).Split('\n', StringSplitOptions.TrimEntries))
        {
            var words = line.Split((char[])[' ', '=', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words is ["-r" or "--requirement" or "-c" or "--constraint", var other] && other.AsSpan().IndexOfAny("$*?:") < 0)
                yield return other;
        }
    }

    // The file of the context that is copied or mounted there; otherwise the file of that name.
    private static string? SourceOf(LintSubject subject, RunStep step, string word)
    {
        if (word.AsSpan().IndexOfAny("$*?:") >= 0)
            return null;
        var path = PosixPath.Absolute(step.Run.State.WorkingDirectory ?? "/", word);
        var copied = subject.Lineage(step.Stage).SelectMany(stage => stage.Instructions).OfType<TransferInstruction>().Where(ContextCopy.FromContext)
            .Select(copy => InstallInputs.Source(copy, path));
        return copied.Append(word.TrimStart('/')).Append(word[(word.LastIndexOf('/') + 1)..])
            .FirstOrDefault(source => source is not null && subject.Context.Has(source));
    }

    private static byte[] Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 0 and < 4_000_000 } ? File.ReadAllBytes(path) : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // The build reports it.
            return [];
        }
    }
}
