namespace Nuke.Docker.BuildKit.Progress;

/// <summary>An update of BuildKit's solver. A vertex is repeated whenever it changes.</summary>
internal sealed record SolveStatus : ProgressEvent
{
    /// <summary>New and changed vertexes.</summary>
    public IReadOnlyList<VertexUpdate> Vertexes { get; init; } = [];

    /// <summary>Progress within a vertex, such as the download of a layer or the transfer of the context.</summary>
    public IReadOnlyList<VertexStatus> Statuses { get; init; } = [];

    /// <summary>Output of running steps, in pieces that may end anywhere, even within a character.</summary>
    public IReadOnlyList<VertexLog> Logs { get; init; } = [];

    /// <summary>Findings of the build checks.</summary>
    public IReadOnlyList<VertexWarning> Warnings { get; init; } = [];

    /// <summary>The number of unknown members: newer BuildKit versions may send more.</summary>
    public int UnknownMembers { get; init; }
}
