namespace Nuke.Docker.BuildKit.Progress;

internal sealed partial class BuildGraph
{
    /// <summary>Returns the vertexes of some kinds: a stage before the stages that use it, and steps by their number, each once.</summary>
    /// <remarks>
    /// BuildKit reports a step that several targets share once for each of them, with other digests under one name: as a step that ran, and as cached ones. The
    /// download of an ADD has the name of its step as well.
    /// </remarks>
    // Plain loops and classes: a report is created at the end of a build that may take half a second, and each generic type over a struct costs
    // milliseconds of compilation.
    public IReadOnlyList<BuildVertex> InOrder(params VertexKind[] kinds)
    {
        var stages = new Dictionary<string, Stage>(StringComparer.Ordinal);
        var depths = new Dictionary<string, Stage>(StringComparer.Ordinal);
        var ordered = new List<BuildVertex>();
        var steps = new Dictionary<string, BuildVertex>(StringComparer.Ordinal);
        foreach (var vertex in _vertexes)
        {
            if (Array.IndexOf(kinds, vertex.Name.Kind) < 0)
                continue;
            if (vertex.Name.Index > 0 && !steps.TryAdd(vertex.Name.Text, vertex))
            {
                var other = steps[vertex.Name.Text];
                if (Weight(vertex) <= Weight(other))
                    continue;
                ordered.Remove(other);
                steps[vertex.Name.Text] = vertex;
            }

            ordered.Add(vertex);
            var key = KeyOf(vertex);
            if (!stages.TryGetValue(key, out var stage))
                stages[key] = stage = new Stage();
            stage.Depth = Math.Max(stage.Depth, DepthOf(vertex.Digest, depths));
        }
        ordered.Sort((one, other) =>
        {
            var order = stages[KeyOf(one)].Depth.CompareTo(stages[KeyOf(other)].Depth);
            if (order == 0)
                order = string.CompareOrdinal(KeyOf(one), KeyOf(other));
            if (order == 0)
                order = one.Name.Index.CompareTo(other.Name.Index);
            return order != 0 ? order : string.CompareOrdinal(one.Digest, other.Digest);
        });
        return ordered;
    }

    // A download needs no other vertex.
    private static int Weight(BuildVertex vertex) => vertex.Outcome switch
    {
        VertexOutcome.Failed => 3,
        VertexOutcome.Waiting => 0,
        _ when vertex.Inputs.Count == 0 => 0,
        VertexOutcome.Cached => 1,
        _ => 2,
    };

    private static string KeyOf(BuildVertex vertex) => $"{vertex.Name.Target} {vertex.Name.Platform} {vertex.Name.Stage}";

    private int DepthOf(string digest, Dictionary<string, Stage> depths)
    {
        if (depths.TryGetValue(digest, out var known))
            return known.Depth;
        // A vertex in progress counts as 0, so that a cycle in a damaged stream doesn't recurse endlessly.
        var depth = depths[digest] = new Stage();
        if (_byDigest.TryGetValue(digest, out var vertex))
        {
            foreach (var input in vertex.Inputs)
                depth.Depth = Math.Max(depth.Depth, DepthOf(input, depths));
            depth.Depth++;
        }
        return depth.Depth;
    }

    private sealed class Stage
    {
        /// <summary>The length of the longest path to a vertex without inputs.</summary>
        public int Depth { get; set; }
    }
}
