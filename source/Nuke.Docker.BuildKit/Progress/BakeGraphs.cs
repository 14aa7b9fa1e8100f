namespace Nuke.Docker.BuildKit.Progress;

/// <summary>The progress of a bake, taken apart: a graph for each target, with the names that its own build would have.</summary>
/// <remarks>A step that two targets share is told under the name of each; a graph of the whole bake keeps the first one only.</remarks>
public sealed class BakeGraphs
{
    private readonly Dictionary<string, BuildGraph> _graphs;

    /// <param name="targets">All targets that are built. With one alone, buildx doesn't put its name before the steps.</param>
    /// <param name="redact">Hides secrets: see <see cref="BuildGraph(Func{string, string}?)"/>.</param>
    public BakeGraphs(IEnumerable<string> targets, Func<string, string>? redact = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        _graphs = targets.ToDictionary(target => target, _ => new BuildGraph(redact), StringComparer.Ordinal);
    }

    /// <summary>The graph of a target.</summary>
    /// <exception cref="KeyNotFoundException">No such target is built.</exception>
    public BuildGraph this[string target] => _graphs[target];

    /// <summary>
    /// The targets that failed by themselves. buildx names the one that ended the bake in its final message; else it is the one whose step failed
    /// first, as the others may have been cut off by it.
    /// </summary>
    internal IReadOnlyList<string> Failed(BuildGraph whole) =>
        FinalMessage.TargetOf(whole.TextLines) is { } told && _graphs.ContainsKey(told) ? [told]
        : whole.FirstFailure is { } first && _graphs.Keys.FirstOrDefault(target => OwnName(first.Name.Text, target) is not null) is { } named ? [named]
        : [.. _graphs.Where(graph => graph.Value.FirstFailure is not null).Select(graph => graph.Key)];

    /// <summary>Takes in one event. Plain lines belong to all targets.</summary>
    public void Add(ProgressEvent progressEvent)
    {
        foreach (var (target, graph) in _graphs)
            graph.Add(_graphs.Count > 1 && progressEvent is SolveStatus status ? Part(status, target, graph) : progressEvent);
    }

    // Parts, output and findings name their vertex by its digest: a graph leaves out those it doesn't know, but not findings.
    private static SolveStatus Part(SolveStatus status, string target, BuildGraph graph)
    {
        var vertexes = status.Vertexes
            .Select(vertex => OwnName(vertex.Name, target) is { } name ? vertex with { Name = name } : null)
            .OfType<VertexUpdate>()
            .ToList();
        return status with
        {
            Vertexes = vertexes,
            Warnings = [.. status.Warnings.Where(warning => graph.Find(warning.Vertex) is not null || vertexes.Exists(vertex => vertex.Digest == warning.Vertex))],
        };
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
