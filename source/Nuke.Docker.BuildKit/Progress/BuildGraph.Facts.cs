namespace Nuke.Docker.BuildKit.Progress;

internal sealed partial class BuildGraph
{
    /// <summary>The instructions that create layers: see <see cref="VertexKind.Step"/>. A stage precedes the stages that use it.</summary>
    public IReadOnlyList<BuildVertex> Steps => InOrder(VertexKind.Step);

    /// <summary>
    /// The fraction of cached steps among those that were cached or ran, from 0 to 1; <c>null</c> if there are none. Base images, internal vertexes,
    /// failed steps and steps that lost their cache entry don't count.
    /// </summary>
    public double? HitRate
    {
        get
        {
            var steps = Steps;
            var cached = steps.Count(vertex => vertex.Outcome == VertexOutcome.Cached);
            var ran = steps.Count(vertex => vertex.Outcome == VertexOutcome.Ran);
            return cached + ran == 0 ? null : (double)cached / (cached + ran);
        }
    }

    /// <summary>The number of bytes sent to the engine from all build contexts, without the Dockerfile and <c>.dockerignore</c>.</summary>
    public long ContextBytes =>
        _vertexes.Where(vertex => vertex.Name.Kind == VertexKind.Context)
            .SelectMany(vertex => vertex.Statuses)
            .Where(status => (status.Name ?? status.Id).StartsWith("transferring", StringComparison.Ordinal))
            .Sum(status => status.Current);

    /// <summary>The time to download base images, added up; <c>null</c> if nothing was downloaded.</summary>
    public TimeSpan? PullDuration
    {
        get
        {
            List<BuildVertex> pulled =
            [
                .. _vertexes.Where(vertex => vertex.Name.Kind == VertexKind.BaseImage
                    && vertex.Statuses.Any(status => status.Name != "extracting" && status.Current > 0)),
            ];
            return pulled.Count == 0 ? null : pulled.Aggregate(TimeSpan.Zero, (sum, vertex) => sum + vertex.Duration);
        }
    }

    /// <summary>
    /// The time in which layers and manifests were pushed; <c>null</c> if nothing was pushed. BuildKit pushes while it exports, in parts that overlap; an
    /// engine with the old image store pushes afterwards.
    /// </summary>
    public TimeSpan? PushDuration
    {
        get
        {
            const string pushing = "pushing ";
            var parts = _vertexes.SelectMany(vertex => vertex.Name.Text.StartsWith(pushing, StringComparison.Ordinal)
                    ? [(vertex.Started, vertex.Completed)]
                    : vertex.Statuses.Where(status => (status.Name ?? status.Id).StartsWith(pushing, StringComparison.Ordinal))
                        .Select(status => (status.Started, status.Completed)))
                .Where(part => part is { Started: not null, Completed: not null })
                .OrderBy(part => part.Started)
                .ToList();
            if (parts.Count == 0)
                return null;
            var (sum, counted) = (TimeSpan.Zero, DateTimeOffset.MinValue);
            foreach (var (started, completed) in parts.Where(part => part.Completed > part.Started))
            {
                var start = started!.Value > counted ? started.Value : counted;
                if (completed!.Value > start)
                    (sum, counted) = (sum + (completed.Value - start), completed.Value);
            }

            return sum;
        }
    }

    /// <summary>
    /// The vertex that failed first; <c>null</c> if none failed. Imports are ignored, because a missing cache doesn't fail the build. A cache export
    /// counts only if nothing else failed; the exit code of buildx shows whether it failed the build.
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
