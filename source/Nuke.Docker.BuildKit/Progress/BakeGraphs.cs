namespace Nuke.Docker.BuildKit.Progress;

/// <summary>Splits the progress of a bake into a graph for each target, with the names that a build of the target alone would have.</summary>
/// <remarks>BuildKit reports a step that two targets share under both names. A graph of the whole bake keeps only the first one.</remarks>
internal sealed class BakeGraphs
{
    private readonly Dictionary<string, BuildGraph> _graphs;

    /// <param name="targets">All targets of the build. For a single target, buildx doesn't prefix the steps with its name.</param>
    /// <param name="redact">Redacts secrets: see <see cref="BuildGraph(Func{string, string}?)"/>.</param>
    public BakeGraphs(IEnumerable<string> targets, Func<string, string>? redact = null)
    {
        _graphs = targets.ToDictionary(target => target, _ => new BuildGraph(redact), StringComparer.Ordinal);
    }

    /// <summary>The graph of a target.</summary>
    /// <exception cref="KeyNotFoundException">The build has no such target.</exception>
    public BuildGraph this[string target] => _graphs[target];

    /// <summary>
    /// Returns the targets that failed by themselves. buildx names the target that ended the bake in its final message. Otherwise it is the target
    /// whose step failed first, because this may have stopped the others.
    /// </summary>
    public IReadOnlyList<string> Failed(BuildGraph whole)
    {
        if (FinalMessage.TargetOf(whole.TextLines) is { } named && _graphs.ContainsKey(named))
            return [named];
        if (whole.FirstFailure is { } first && _graphs.Keys.FirstOrDefault(target => OwnName(first.Name.Text, target) is not null) is { } failed)
            return [failed];
        return [.. _graphs.Where(graph => graph.Value.FirstFailure is not null).Select(graph => graph.Key)];
    }

    /// <summary>Adds an event. Plain lines belong to all targets.</summary>
    public void Add(ProgressEvent progressEvent)
    {
        foreach (var (target, graph) in _graphs)
            graph.Add(_graphs.Count > 1 && progressEvent is SolveStatus status ? Part(status, target, graph) : progressEvent);
    }

    // Statuses, output and warnings refer to a vertex by its digest. A graph ignores those of unknown vertexes, except for warnings.
    private static SolveStatus Part(SolveStatus status, string target, BuildGraph graph)
    {
        var vertexes = status.Vertexes
            .Select(vertex => OwnName(vertex.Name, target) is { } name ? vertex with { Name = name } : null)
            .OfType<VertexUpdate>()
            .ToList();
        return status with
        {
            Vertexes = vertexes,
            Warnings = [.. status.Warnings.Where(warning => Knows(warning.Vertex))],
        };

        bool Knows(string digest) => graph.Find(digest) is not null || vertexes.Exists(vertex => vertex.Digest == digest);
    }

    // "[api builder 2/2] RUN" and "[api internal] load" of "[builder 2/2] RUN" and "[internal] load", "[api] exporting" of "exporting".
    private static string? OwnName(string name, string target)
    {
        if (!name.StartsWith('[') || !name.AsSpan(1).StartsWith(target) || name.Length < target.Length + 3)
            return null;
        return name[target.Length + 1] switch
        {
            ' ' => $"[{name.AsSpan(target.Length + 2)}",
            ']' => name[(target.Length + 2)..].TrimStart(),
            _ => null,
        };
    }
}
