using Nuke.Docker.BuildKit.Progress.Internal;

namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A vertex as all updates up to now describe it. <see cref="BuildGraph"/> keeps it current.</summary>
public sealed class BuildVertex
{
    private readonly List<Interval> _intervals = [];
    private readonly Dictionary<string, VertexStatus> _statuses = new(StringComparer.Ordinal);
    private readonly LogLines _lines = new();
    private VertexOutcome _ended = VertexOutcome.Waiting;

    internal BuildVertex(VertexUpdate update)
    {
        Digest = update.Digest;
        Name = VertexName.Parse(update.Name);
        Apply(update);
    }

    /// <summary>Identifies the vertex within this build.</summary>
    public string Digest { get; }

    /// <summary>The name, taken apart.</summary>
    public VertexName Name { get; private set; }

    /// <summary>Digests of the vertexes whose results this one needs.</summary>
    public IReadOnlyList<string> Inputs { get; private set; } = [];

    /// <summary>How it stands.</summary>
    public VertexOutcome Outcome { get; private set; }

    /// <summary>BuildKit's message; null where nothing went wrong. Judge by <see cref="Outcome"/>: a lost cache entry leaves a message too.</summary>
    public string? Error { get; private set; }

    /// <summary>Why a cached result could not be used, even if the step then ran well; null where that didn't happen.</summary>
    public string? CacheError { get; private set; }

    /// <summary>The engine's time of the first start; null before it.</summary>
    public DateTimeOffset? Started { get; private set; }

    /// <summary>The engine's time of the last end; null before it.</summary>
    public DateTimeOffset? Completed { get; private set; }

    /// <summary>Time at work. BuildKit starts some vertexes several times, one start within another too: waiting between isn't counted, and nothing twice.</summary>
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

    /// <summary>The last lines it wrote, at most 100, with an unended line as the last.</summary>
    public IReadOnlyList<string> LastLines => _lines.Snapshot();

    internal void Apply(VertexUpdate update)
    {
        if (update.Name.Length > 0 && update.Name != Name.Text)
            Name = VertexName.Parse(update.Name);
        if (update.Started is { } started)
            Apply(started, update.Completed);
        Completed = update.Completed ?? Completed;

        // BuildKit pulls the layers of a cached step one by one, and announces each under the step's digest as if the step began
        // and ended; such an update lacks the step's inputs. It says nothing of how the step ends, or has ended.
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
        if (interval is null)
            _intervals.Add(interval = new Interval(started));
        interval.Completed = completed;
    }

    internal void Apply(VertexStatus status) => _statuses[status.Id] = status;

    internal void Apply(VertexLog log, Func<string, string>? redact, Action<string>? onLine) => _lines.Append(log, redact, onLine);

    internal void EndLog(Action<string>? onLine) => _lines.End(onLine);

    // An error without an end is left over from the attempt before: the vertex is at it again.
    private static VertexOutcome OutcomeOf(VertexUpdate update) => update switch
    {
        { Started: null, Completed: null } => VertexOutcome.Waiting,
        { Completed: null } => VertexOutcome.Running,
        { Error: not null, Cached: true } => VertexOutcome.CacheLost,
        { Error: { } error } => IsCancellation(error) ? VertexOutcome.Canceled : VertexOutcome.Failed,
        { Cached: true } => VertexOutcome.Cached,
        _ => VertexOutcome.Ran,
    };

    // A step killed because its sibling failed says "exit code: 137: context canceled".
    private static bool IsCancellation(string error) => error.EndsWith("context canceled", StringComparison.Ordinal);

    private sealed class Interval(DateTimeOffset started)
    {
        public DateTimeOffset Started => started;

        public DateTimeOffset? Completed { get; set; }
    }
}
