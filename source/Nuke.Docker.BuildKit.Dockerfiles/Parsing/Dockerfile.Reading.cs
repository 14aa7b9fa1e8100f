using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

public sealed partial record Dockerfile
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads the text of a Dockerfile. Problems that fail only the build of a stage are reported in <see cref="Problems"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The path in messages.</param>
    /// <param name="arguments">The values of <c>--build-arg</c>; <c>null</c> for none.</param>
    /// <exception cref="DockerfileParseException">
    /// BuildKit cannot read the text: no stage, an unknown instruction or flag, a missing argument. The message names the line and the correction.
    /// </exception>
    [Pure]
    public static Dockerfile Parse(string text, string path = "Dockerfile", IReadOnlyDictionary<string, string>? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        var lines = new LineReader(new SourceMap(text), path);
        var raw = lines.Read();
        var instructions = new List<Instruction>();
        var first = -1;
        // One after the other, because BuildKit reports the first mistake of the file.
        foreach (var instruction in raw.Select(instruction => Create(instruction, path)))
        {
            if (first < 0 && instruction is FromInstruction)
                first = instructions.Count;
            if (first < 0 && instruction is not ArgInstruction)
                throw new DockerfileParseException(path, instruction.Lines, "no build stage in current context", "Add FROM; only ARG may precede it");
            instructions.Add(instruction);
        }

        if (first < 0)
            throw new DockerfileParseException(path, null, "dockerfile contains no stages to build", "Add FROM");
        var draft = new Dockerfile
        {
            Path = path,
            Text = text,
            Directives = lines.Directives,
            EscapeCharacter = lines.Escape,
            Comments = lines.Comments,
            EmptyContinuations = lines.EmptyContinuations,
            Instructions = instructions,
            GlobalArgs = [.. instructions.Take(first).Cast<ArgInstruction>()],
        };
        return new StageEvaluator(draft, arguments ?? ImmutableDictionary<string, string>.Empty).Evaluate();
    }

    /// <summary>Reads a Dockerfile from disk.</summary>
    /// <inheritdoc cref="Parse"/>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dockerfile Read(string path, IReadOnlyDictionary<string, string>? arguments = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // File.ReadAllText would drop a byte order mark, which must be preserved.
        var bytes = FileContent.ReadBytes(path);
        return TextEncoding.Wide(bytes) is { } encoding
            ? throw new DockerfileParseException(path, null, $"the file is in {encoding}, but docker reads only UTF-8", TextEncoding.Cure)
            : Parse(s_encoding.GetString(bytes), path, arguments);
    }

    private static Instruction Create(RawInstruction raw, string path)
    {
        try
        {
            return InstructionFactory.Create(raw);
        }
        catch (InvalidInstructionException exception)
        {
            throw new DockerfileParseException(path, raw.Lines, exception.Message, exception.Cure);
        }
    }
}
