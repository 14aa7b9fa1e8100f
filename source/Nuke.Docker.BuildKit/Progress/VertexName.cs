namespace Nuke.Docker.BuildKit.Progress;

/// <summary>The parts of a vertex name such as <c>[linux/amd64 builder 2/5] RUN pip wheel</c>.</summary>
internal sealed partial record VertexName
{
    /// <summary>The name as BuildKit wrote it.</summary>
    public required string Text { get; init; }

    /// <summary>The purpose of the vertex.</summary>
    public VertexKind Kind { get; init; }

    /// <summary>The bake target; <c>null</c> outside a bake of several targets.</summary>
    public string? Target { get; init; }

    /// <summary>The name of the stage, <c>stage-N</c> for an unnamed one of several; <c>null</c> for a Dockerfile with a single unnamed stage.</summary>
    public string? Stage { get; init; }

    /// <summary>The platform, with <c>-&gt;arch</c> for a build on another one; <c>null</c> in a build for one platform.</summary>
    public string? Platform { get; init; }

    /// <summary>The number of the step in its stage, from 1; 0 if the name has none.</summary>
    public int Index { get; init; }

    /// <summary>The number of steps in the stage; 0 if the name has none.</summary>
    public int Total { get; init; }

    /// <summary>The instruction with its arguments, in one line; for internal vertexes, the text after the brackets.</summary>
    public string Instruction { get; init; } = "";

    /// <summary>The short name of the step, a prefix for lines of a log: <c>builder 2/5</c>.</summary>
    public string Label =>
        Index == 0 ? Text : string.Join(' ', new[] { Target, Platform, Stage, $"{Index}/{Total}" }.Where(part => part is not null));
}
