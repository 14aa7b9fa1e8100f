namespace Nuke.Docker.BuildKit.Progress;

internal sealed partial class BuildGraph
{
    // Clocks of BuildKit's workers differ by less than this, and so do the times of two updates about one moment.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMilliseconds(20);

    /// <summary>The earliest start of a vertex; <c>null</c> if none has started.</summary>
    public DateTimeOffset? FirstStart => _vertexes.Min(vertex => vertex.Started);

    /// <summary>
    /// Returns the vertexes that determined the duration of the build: the one that ended last, the input it waited for last, and so on. Vertexes
    /// without known inputs, such as exports, waited for the vertex that ended last before them.
    /// </summary>
    public IReadOnlySet<BuildVertex> CriticalPath()
    {
        var path = new HashSet<BuildVertex>();
        var byEnd = _vertexes.Where(vertex => vertex is { Started: not null, Completed: not null }).ToList();
        byEnd.Sort((one, other) => other.Completed!.Value.CompareTo(one.Completed!.Value));
        for (var current = byEnd.FirstOrDefault(); current is not null && path.Add(current);)
        {
            var inputs = TimedInputs(current);
            var limit = current.Started!.Value + s_tolerance;
            current = byEnd.Find(vertex => vertex.Completed <= limit && !path.Contains(vertex) && (inputs.Count == 0 || inputs.Contains(vertex)));
        }
        return path;
    }

    // Inputs that never started, such as a cached stage, stand for their own inputs.
    private HashSet<BuildVertex> TimedInputs(BuildVertex vertex)
    {
        var inputs = new HashSet<BuildVertex>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(vertex.Inputs);
        while (open.TryPop(out var digest))
        {
            if (!seen.Add(digest) || !_byDigest.TryGetValue(digest, out var input) || input == vertex)
                continue;
            if (input.Started is not null)
            {
                inputs.Add(input);
                continue;
            }
            foreach (var further in input.Inputs)
                open.Push(further);
        }
        return inputs;
    }
}
