namespace Nuke.Docker.BuildKit.Progress;

/// <summary>Progress of a part of a vertex.</summary>
/// <param name="Id">What is in progress, such as <c>transferring context:</c> or a layer's digest; unique within the vertex.</param>
/// <param name="Vertex">The digest of the vertex.</param>
/// <param name="Name">The kind of work, such as <c>transferring</c> or <c>extracting</c>; null where BuildKit names none.</param>
/// <param name="Current">Done so far, mostly in bytes.</param>
/// <param name="Total">All there is to do; 0 where that isn't known.</param>
/// <param name="Started">The engine's time; null where it has not begun.</param>
/// <param name="Completed">The engine's time; null where it isn't done.</param>
public sealed record VertexStatus(
    string Id,
    string Vertex,
    string? Name = null,
    long Current = 0,
    long Total = 0,
    DateTimeOffset? Started = null,
    DateTimeOffset? Completed = null);
