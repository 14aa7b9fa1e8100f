namespace Nuke.Docker.BuildKit.Progress;

/// <summary>Progress within a vertex.</summary>
/// <param name="Id">The part in progress, such as <c>transferring context:</c> or a layer's digest; unique within the vertex.</param>
/// <param name="Vertex">The digest of the vertex.</param>
/// <param name="Name">The kind of work, such as <c>transferring</c> or <c>extracting</c>; <c>null</c> if BuildKit names none.</param>
/// <param name="Current">The completed amount, usually in bytes.</param>
/// <param name="Total">The total amount; 0 if it isn't known.</param>
/// <param name="Started">The start, by the clock of the engine; <c>null</c> before it.</param>
/// <param name="Completed">The end, by the clock of the engine; <c>null</c> before it.</param>
internal sealed record VertexStatus(
    string Id,
    string Vertex,
    string? Name = null,
    long Current = 0,
    long Total = 0,
    DateTimeOffset? Started = null,
    DateTimeOffset? Completed = null);
