using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>The source text of an instruction.</summary>
internal sealed record InstructionSource
{
    /// <summary>Its first word, as written.</summary>
    public required DockerfileWord Keyword { get; init; }

    /// <inheritdoc cref="Instruction.Span"/>
    public required SourceSpan Span { get; init; }

    /// <inheritdoc cref="Instruction.Lines"/>
    public required DockerfileLines Lines { get; init; }

    /// <inheritdoc cref="Instruction.Text"/>
    public required string Text { get; init; }

    /// <inheritdoc cref="Instruction.Flags"/>
    public IReadOnlyList<InstructionFlag> Flags { get; init; } = [];

    /// <summary>The text after keyword and flags; an empty word at the end if it has none.</summary>
    public required DockerfileWord Arguments { get; init; }

    /// <inheritdoc cref="Instruction.Heredocs"/>
    public IReadOnlyList<DockerfileHeredoc> Heredocs { get; init; } = [];

    /// <inheritdoc cref="Instruction.Comments"/>
    public IReadOnlyList<DockerfileComment> Comments { get; init; } = [];
}
