using Nuke.Docker.BuildKit.Progress.Internal;

namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// Prints a running build as lines of a build log, and keeps its <see cref="BuildGraph"/>. Lines may come from any thread. A step that takes long is
/// printed every <see cref="Interval"/>, even without any new line.
/// </summary>
internal sealed partial class ProgressPrinter : IDisposable
{
    private readonly RecentTexts _recent = new();
    private readonly Lock _gate = new();
    private readonly ProgressStyle _style;
    private readonly Action<ProgressLevel, string> _print;
    private readonly TimeProvider _time;
    private readonly Func<string, string>? _redact;
    private readonly Action<string, IReadOnlyList<string>>? _group;
    private readonly ITimer? _timer;
    private readonly Dictionary<string, VertexDisplay> _displays = new(StringComparer.Ordinal);
    private int _warningsPrinted;
    private bool _disposed;

    /// <param name="style">The style.</param>
    /// <param name="print">Called for each line, never concurrently.</param>
    /// <param name="time">The clock for long steps; <c>null</c> for the system clock.</param>
    /// <param name="redact">Redacts secrets: see <see cref="BuildGraph(Func{string, string}?)"/>. <c>null</c> if there are none.</param>
    /// <param name="group">Called instead of <paramref name="print"/> for a step that ran and has output; <c>null</c> if output isn't shown.</param>
    /// <param name="hasView">True if a view shows the running steps.</param>
    public ProgressPrinter(
        ProgressStyle style,
        Action<ProgressLevel, string> print,
        TimeProvider? time = null,
        Func<string, string>? redact = null,
        Action<string, IReadOnlyList<string>>? group = null,
        bool hasView = false)
    {
        _style = style == ProgressStyle.Tty ? ProgressStyle.Auto : style;
        _group = group;
        _print = print;
        _time = time ?? TimeProvider.System;
        _redact = redact;
        Graph = new BuildGraph(redact);
        if (!hasView && _style is ProgressStyle.Auto or ProgressStyle.Plain)
            _timer = _time.CreateTimer(_ => ShowLongSteps(), state: null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>The time between two lines about a running step.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The build so far. Read it after the process has ended; until then, <see cref="Write"/> changes it.</summary>
    public BuildGraph Graph { get; }

    /// <summary>Adds a line of buildx's standard error, and prints its meaning.</summary>
    /// <returns>The event on the line.</returns>
    public ProgressEvent Write(string line)
    {
        lock (_gate)
        {
            var progressEvent = ProgressReader.Read(line, _recent);
            if (_style == ProgressStyle.RawJson)
            {
                Graph.Add(progressEvent);
                _print(ProgressLevel.Information, _redact is null ? line : _redact(line));
                return progressEvent;
            }
            Graph.Add(progressEvent, _style == ProgressStyle.Plain ? PrintOutput : null);
            if (progressEvent is SolveStatus status)
                Show(status);
            else if (progressEvent is TextLine { Text: var text } && text.StartsWith("WARN", StringComparison.Ordinal))
                _print(ProgressLevel.Warning, _redact is null ? text : _redact(text));
            return progressEvent;
        }
    }

    /// <summary>Reads the build while it may still be running.</summary>
    public T Peek<T>(Func<BuildGraph, T> read)
    {
        lock (_gate)
            return read(Graph);
    }

    /// <summary>Stops printing long steps. Lines written afterwards are still printed.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
            _disposed = true;
    }
}
