using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>An instruction of a Dockerfile, with the place where each of its pieces stands.</summary>
/// <param name="Source">What all instructions have.</param>
public abstract record Instruction(InstructionSource Source)
{
    /// <summary>In capitals: <c>COPY</c>.</summary>
    public string Name { get; } = Source.Keyword.Text.ToUpper(CultureInfo.InvariantCulture);

    /// <summary>From its first character to the end of its last line, heredocs included, without the line's end.</summary>
    public SourceSpan Span => Source.Span;

    /// <summary>As BuildKit counts them.</summary>
    public DockerfileLines Lines => Source.Lines;

    /// <summary>In one line: continuations and comments between them taken out; without heredocs.</summary>
    public string Text => Source.Text;

    /// <summary><c>--name=value</c> in front of the arguments.</summary>
    public IReadOnlyList<InstructionFlag> Flags => Source.Flags;

    /// <summary>What it brings along.</summary>
    public IReadOnlyList<DockerfileHeredoc> Heredocs => Source.Heredocs;

    /// <summary>The comments above it, blank lines between them or not; without parser directives.</summary>
    public IReadOnlyList<DockerfileComment> Comments => Source.Comments;

    /// <summary>What holds before it: user, working directory, variables.</summary>
    public StageState State { get; init; } = StageState.Unknown;

    /// <summary>A flag; null where it isn't set.</summary>
    /// <param name="name">With its dashes: <c>--from</c>.</param>
    public InstructionFlag? Flag(string name) => Flags.LastOrDefault(flag => flag.Name == name);
}
