using Nuke.Docker.BuildKit.Progress.Internal;

namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A vertex, as described by all updates so far. <see cref="BuildGraph"/> keeps it current.</summary>
internal sealed class BuildVertex
{
    // No image has as many layers.
    private const int MostStatuses = 1000;
    private const int MostIntervals = 1000;

    private readonly List<Interval> _intervals = [];
    private readonly Dictionary<string, VertexStatus> _statuses = new(StringComparer.Ordinal);
    private readonly LogLines _lines = new();
    private VertexOutcome _ended = VertexOutcome.Waiting;

    public BuildVertex(VertexUpdate update)
    {
        Digest = update.Digest;
        Name = VertexName.Parse(update.Name);
        Apply(update);
    }

    /// <summary>Identifies the vertex within this build.</summary>
    public string Digest { get; }

    /// <summary>The parsed name.</summary>
    public VertexName Name { get; private set; }

    /// <summary>The digests of the vertexes whose results this one needs.</summary>
    public IReadOnlyList<string> Inputs { get; private set; } = [];

    /// <summary>The current state, or the result.</summary>
    public VertexOutcome Outcome { get; private set; }

    /// <summary>The error message; <c>null</c> if there is none. A lost cache entry has one as well, so use <see cref="Outcome"/> to detect failures.</summary>
    public string? Error { get; private set; }

    /// <summary>The reason why a cached result could not be used, even if the step then succeeded; <c>null</c> if there is none.</summary>
    public string? CacheError { get; private set; }

    /// <summary>The first start, by the clock of the engine; <c>null</c> before it.</summary>
    public DateTimeOffset? Started { get; private set; }

    /// <summary>The last end, by the clock of the engine; <c>null</c> before it.</summary>
    public DateTimeOffset? Completed { get; private set; }

    /// <summary>The working time. BuildKit starts some vertexes several times, even overlapping: pauses don't count, and no time counts twice.</summary>
    public TimeSpan Duration
    {
        get
        {
            _intervals.Sort((one, other) => one.Started.CompareTo(other.Started));
            var duration = TimeSpan.Zero;
            var counted = DateTimeOffset.MinValue;
            foreach (var interval in _intervals)
            {
                if (interval.Completed is not { } completed || completed <= counted)
                    continue;
                duration += completed - (interval.Started > counted ? interval.Started : counted);
                counted = completed;
            }
            return duration;
        }
    }

    /// <summary>Parts of the work, such as the layers of a download.</summary>
    public IReadOnlyCollection<VertexStatus> Statuses => _statuses.Values;

    /// <summary>The last output lines, at most 100. An unfinished line is the last one.</summary>
    public IReadOnlyList<string> LastLines => _lines.Snapshot();

    public void Apply(VertexUpdate update)
    {
        if (update.Name.Length > 0 && update.Name != Name.Text)
            Name = VertexName.Parse(update.Name);
        if (update.Started is { } started)
            Apply(started, update.Completed);
        Completed = update.Completed ?? Completed;

        // BuildKit pulls the layers of a cached step one by one, and reports each under the digest of the step as if the step began and ended.
        // Such an update lacks the inputs of the step, and does not show how the step ends or has ended.
        var pullsLayer = Inputs.Count > 0 && update is { Inputs.Count: 0, Error: null };
        if (pullsLayer)
        {
            Outcome = update.Completed is null ? VertexOutcome.Running : _ended;
            return;
        }
        Inputs = update.Inputs;
        Error = update.Error;
        if (update is { Cached: true, Error: { } lost })
            CacheError = lost;
        Outcome = OutcomeOf(update);
        _ended = update.Completed is null ? VertexOutcome.Waiting : Outcome;
    }

    private void Apply(DateTimeOffset started, DateTimeOffset? completed)
    {
        Started = Started < started ? Started : started;
        var interval = _intervals.Find(known => known.Started == started);
        if (interval is null && _intervals.Count < MostIntervals)
            _intervals.Add(interval = new Interval(started));
        if (interval is not null)
            interval.Completed = completed;
    }

    public void Apply(VertexStatus status)
    {
        if (_statuses.Count < MostStatuses || _statuses.ContainsKey(status.Id))
            _statuses[status.Id] = status;
    }

    public void Apply(VertexLog log, Func<string, string>? redact, Action<string>? onLine) => _lines.Append(log, redact, onLine);

    public void EndLog(Action<string>? onLine) => _lines.End(onLine);

    // An error without an end is left over from an earlier attempt: the vertex is running again.
    private static VertexOutcome OutcomeOf(VertexUpdate update) => update switch
    {
        { Started: null, Completed: null } => VertexOutcome.Waiting,
        { Completed: null } => VertexOutcome.Running,
        { Error: not null, Cached: true } => VertexOutcome.CacheLost,
        { Error: { } error } => IsCancellation(error) ? VertexOutcome.Canceled : VertexOutcome.Failed,
        { Cached: true } => VertexOutcome.Cached,
        _ => VertexOutcome.Ran,
    };

    // A step that was killed because its sibling failed reports "exit code: 137: context canceled".
    private static bool IsCancellation(string error) => error.EndsWith("context canceled", StringComparison.Ordinal);

    private sealed class Interval(DateTimeOffset started)
    {
        public DateTimeOffset Started => started;

        public DateTimeOffset? Completed { get; set; }
    }
}
