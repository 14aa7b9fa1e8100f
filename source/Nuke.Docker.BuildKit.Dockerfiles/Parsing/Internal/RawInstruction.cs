using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>An instruction split into words, not validated.</summary>
internal sealed class RawInstruction
{
    public required TextSlice Line { get; init; }

    public required TextSlice Keyword { get; init; }

    public required IReadOnlyList<InstructionFlag> Flags { get; init; }

    public required TextSlice Arguments { get; init; }

    public IReadOnlyList<DockerfileWord> Words { get; set; } = [];

    /// <summary>True if the words are a JSON array.</summary>
    public bool Exec { get; set; }

    public IReadOnlyList<Assignment> Assignments { get; set; } = [];

    /// <summary>The instruction of <c>ONBUILD</c>.</summary>
    public RawInstruction? Child { get; set; }

    public List<DockerfileHeredoc> Heredocs { get; } = [];

    public IReadOnlyList<DockerfileComment> Comments { get; init; } = [];

    public DockerfileLines Lines { get; set; } = new(0, 0);

    public SourceSpan Span { get; set; }

    public string Name { get; private set; } = "";

    public RawInstruction Named()
    {
        Name = Keyword.Text.ToUpperInvariant();
        return this;
    }
}
