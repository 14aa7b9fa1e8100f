using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>An instruction of a Dockerfile, with the positions of its parts.</summary>
/// <param name="Source">The parts that all instructions have.</param>
internal abstract record Instruction(InstructionSource Source)
{
    /// <summary>The name in upper case: <c>COPY</c>.</summary>
    public string Name { get; } = Source.Keyword.Text.ToUpper(CultureInfo.InvariantCulture);

    /// <summary>The span from its first character to the end of its last line, including heredocs, without the last line break.</summary>
    public SourceSpan Span => Source.Span;

    /// <summary>Its lines, as BuildKit counts them.</summary>
    public DockerfileLines Lines => Source.Lines;

    /// <summary>Its text in one line, without continuations, comments between them, and heredocs.</summary>
    public string Text => Source.Text;

    /// <summary>The flags before the arguments: <c>--name=value</c>.</summary>
    public IReadOnlyList<InstructionFlag> Flags => Source.Flags;

    /// <summary>Its heredocs.</summary>
    public IReadOnlyList<DockerfileHeredoc> Heredocs => Source.Heredocs;

    /// <summary>The comments above it, even if blank lines separate them; without parser directives.</summary>
    public IReadOnlyList<DockerfileComment> Comments => Source.Comments;

    /// <summary>The state before it: user, working directory, variables.</summary>
    public StageState State { get; init; } = StageState.Unknown;

    /// <summary>Returns a flag; <c>null</c> if it is not set.</summary>
    /// <param name="name">The name with its dashes: <c>--from</c>.</param>
    public InstructionFlag? Flag(string name) => Flags.LastOrDefault(flag => flag.Name == name);
}
