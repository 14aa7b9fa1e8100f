namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A piece of a step's output.</summary>
/// <param name="Vertex">The digest of the vertex that wrote it.</param>
/// <param name="Stream">1 for standard output, 2 for standard error.</param>
/// <param name="Data">UTF-8, split anywhere: <see cref="BuildGraph"/> reassembles characters and lines.</param>
internal sealed record VertexLog(string Vertex, int Stream, ReadOnlyMemory<byte> Data);
