namespace Nuke.Docker.BuildKit.Progress;

public sealed partial class BuildGraph
{
    /// <summary>The Dockerfile's instructions that make layers: see <see cref="VertexKind.Step"/>. A stage stands before the stages that use it.</summary>
    public IReadOnlyList<BuildVertex> Steps => [.. InOrder(VertexKind.Step)];

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
    public BuildVertex? FirstFailure =>
        _vertexes.Where(vertex => vertex.Outcome == VertexOutcome.Failed && vertex.Name.Kind != VertexKind.CacheImport)
            .MinBy(vertex => (vertex.Name.Kind == VertexKind.CacheExport, vertex.Completed ?? DateTimeOffset.MaxValue));

    /// <summary>Vertexes of one kind, a stage before the stages that use it and steps by their number.</summary>
    internal IEnumerable<BuildVertex> InOrder(params VertexKind[] kinds)
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        var chosen = _vertexes.Where(vertex => kinds.Contains(vertex.Name.Kind)).ToList();
        var stages = chosen.GroupBy(StageOf).ToDictionary(stage => stage.Key, stage => stage.Max(vertex => DepthOf(vertex.Digest, depths)));
        return chosen
            .OrderBy(vertex => stages[StageOf(vertex)])
            .ThenBy(vertex => StageOf(vertex).Platform, StringComparer.Ordinal)
            .ThenBy(vertex => StageOf(vertex).Stage, StringComparer.Ordinal)
            .ThenBy(vertex => vertex.Name.Index);
    }

    private static (string? Target, string? Platform, string? Stage) StageOf(BuildVertex vertex) =>
        (vertex.Name.Target, vertex.Name.Platform, vertex.Name.Stage);

    private int DepthOf(string digest, Dictionary<string, int> depths)
    {
        if (depths.TryGetValue(digest, out var depth))
            return depth;
        // A vertex in progress counts as 0, so that a damaged stream with a cycle can't recurse for ever.
        depths[digest] = 0;
        return depths[digest] = _byDigest.TryGetValue(digest, out var vertex)
            ? vertex.Inputs.Select(input => DepthOf(input, depths)).DefaultIfEmpty(0).Max() + 1
            : 0;
    }
}
