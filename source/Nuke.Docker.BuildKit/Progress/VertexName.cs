namespace Nuke.Docker.BuildKit.Progress;

/// <summary>The parts of a vertex name such as <c>[linux/amd64 builder 2/5] RUN pip wheel</c>.</summary>
public sealed partial record VertexName
{
    /// <summary>The name as BuildKit wrote it.</summary>
    public required string Text { get; init; }

    /// <summary>What the vertex is for.</summary>
    public VertexKind Kind { get; init; }

    /// <summary>The bake target; null outside of a bake of several targets.</summary>
    public string? Target { get; init; }

    /// <summary>The stage's name, <c>stage-N</c> where it has none among several; null in a Dockerfile of a single unnamed stage.</summary>
    public string? Stage { get; init; }

    /// <summary>The platform, with <c>-&gt;arch</c> where one is built for another; null in a build for one platform.</summary>
    public string? Platform { get; init; }

    /// <summary>The step's number in its stage, from 1; 0 where the name has none.</summary>
    public int Index { get; init; }

    /// <summary>Number of steps in the stage; 0 where the name has none.</summary>
    public int Total { get; init; }

    /// <summary>The instruction with its arguments in one line; for internal vertexes what follows the brackets.</summary>
    public string Instruction { get; init; } = "";

    /// <summary>Which step, short enough to stand before each line of a log: <c>builder 2/5</c>.</summary>
    public string Label =>
        Index == 0 ? Text : string.Join(' ', new[] { Target, Platform, Stage, $"{Index}/{Total}" }.Where(part => part is not null));
}
