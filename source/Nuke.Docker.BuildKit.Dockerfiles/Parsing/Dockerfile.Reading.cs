using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

public sealed partial record Dockerfile
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads a Dockerfile. It is refused where BuildKit can't read it; what only a build of some stage would refuse stands in <see cref="Problems"/>.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="path">Named in errors.</param>
    /// <param name="arguments">What <c>--build-arg</c> gives; null for nothing.</param>
    /// <exception cref="DockerfileParseException">No instruction, no stage, an unknown instruction or flag, a missing argument: the message says where, and what would be right.</exception>
    [Pure]
    public static Dockerfile Parse(string text, string path = "Dockerfile", IReadOnlyDictionary<string, string>? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        var lines = new LineReader(new SourceMap(text), path);
        var raw = lines.Read();
        var instructions = new List<Instruction>();
        var first = -1;
        // One after the other, because the first mistake of the file is the one that BuildKit tells.
        foreach (var instruction in raw.Select(instruction => Create(instruction, path)))
        {
            if (first < 0 && instruction is FromInstruction)
                first = instructions.Count;
            if (first < 0 && instruction is not ArgInstruction)
                throw new DockerfileParseException(path, instruction.Lines, "no build stage in current context", "Put FROM in front; only ARG may stand before it");
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
    /// <exception cref="IOException">It can't be read.</exception>
    public static Dockerfile Read(string path, IReadOnlyDictionary<string, string>? arguments = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // File.ReadAllText would drop a byte order mark, and with it the file's right to stay as it is.
        return Parse(s_encoding.GetString(File.ReadAllBytes(path)), path, arguments);
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
