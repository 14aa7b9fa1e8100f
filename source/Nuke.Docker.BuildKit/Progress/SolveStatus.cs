namespace Nuke.Docker.BuildKit.Progress;

/// <summary>One update of BuildKit's solver. Each list is empty where the update has none; a vertex comes again whenever it changes.</summary>
public sealed record SolveStatus : ProgressEvent
{
    /// <summary>Steps that are new or changed.</summary>
    public IReadOnlyList<VertexUpdate> Vertexes { get; init; } = [];

    /// <summary>Progress of parts of a step: a layer's download, the context's transfer.</summary>
    public IReadOnlyList<VertexStatus> Statuses { get; init; } = [];

    /// <summary>Output of running steps, in pieces that may end anywhere, even inside a character.</summary>
    public IReadOnlyList<VertexLog> Logs { get; init; } = [];

    /// <summary>Build checks that found something.</summary>
    public IReadOnlyList<VertexWarning> Warnings { get; init; } = [];

    /// <summary>Members of this update that are not known here: newer BuildKit versions may send more.</summary>
    public int UnknownMembers { get; init; }
}
