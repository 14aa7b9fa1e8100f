namespace Nuke.Docker.BuildKit.Progress;

public sealed partial class BuildGraph
{
    /// <summary>The Dockerfile's instructions that make layers: see <see cref="VertexKind.Step"/>. A stage stands before the stages that use it.</summary>
    public IReadOnlyList<BuildVertex> Steps => InOrder(VertexKind.Step);

    /// <summary>
    /// Cached steps as a part of those that were cached or ran, from 0 to 1; null where no step was either. Base images, internal
    /// vertexes, failed steps and steps that lost their cache entry don't count.
    /// </summary>
    public double? HitRate
    {
        get
        {
            var cached = _vertexes.Count(vertex => vertex is { Name.Kind: VertexKind.Step, Outcome: VertexOutcome.Cached });
            var ran = _vertexes.Count(vertex => vertex is { Name.Kind: VertexKind.Step, Outcome: VertexOutcome.Ran });
            return cached + ran == 0 ? null : (double)cached / (cached + ran);
        }
    }

    /// <summary>Bytes sent to the engine from all build contexts; the Dockerfile and .dockerignore are not counted.</summary>
    public long ContextBytes =>
        _vertexes.Where(vertex => vertex.Name.Kind == VertexKind.Context)
            .SelectMany(vertex => vertex.Statuses)
            .Where(status => (status.Name ?? status.Id).StartsWith("transferring", StringComparison.Ordinal))
            .Sum(status => status.Current);

    /// <summary>
    /// The vertex that failed first; null where none did. An import that found no cache fails nothing and is left out. An export
    /// of a cache is named only where nothing else failed: whether it failed the build is told by buildx's exit code.
    /// </summary>
    public BuildVertex? FirstFailure
    {
        get
        {
            BuildVertex? first = null;
            foreach (var vertex in _vertexes)
            {
                if (vertex.Outcome == VertexOutcome.Failed && vertex.Name.Kind != VertexKind.CacheImport && (first is null || IsBefore(vertex, first)))
                    first = vertex;
            }
            return first;

            static bool IsBefore(BuildVertex one, BuildVertex other) =>
                (one.Name.Kind == VertexKind.CacheExport) == (other.Name.Kind == VertexKind.CacheExport)
                    ? one.Completed < other.Completed
                    : other.Name.Kind == VertexKind.CacheExport;
        }
    }
}
