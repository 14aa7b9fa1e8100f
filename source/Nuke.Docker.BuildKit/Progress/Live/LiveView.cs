using System.Runtime.InteropServices;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Nuke.Docker.BuildKit.Progress.Live;

/// <summary>
/// Shows the running steps in the last lines of a terminal. Lines of the build log scroll above them. Each change is a single write, the cursor is never
/// hidden, and Ctrl+C removes the lines, so that the terminal is usable whenever the build ends.
/// </summary>
internal sealed class LiveView : IProgressView
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(120);

    private readonly Lock _gate = new();
    private readonly TextWriter _output;
    private readonly Action<ProgressLevel, string> _print;
    private readonly LiveRows _rows;
    private readonly Func<(int Width, int Height)> _size;
    private readonly TimeProvider _time;
    private readonly StringWriter _frame = new();
    private readonly IAnsiConsole _console;
    private readonly List<PosixSignalRegistration> _signals = [];
    private ITimer? _timer;

    // The cells of each line on the screen. The cursor is at the end of the last one.
    private List<int> _shown = [];
    private IReadOnlyList<IReadOnlyList<Segment>> _last = [];
    private bool _ended;

    /// <param name="output">The terminal.</param>
    /// <param name="print">Prints a line of the build log to the same terminal.</param>
    /// <param name="lastSeconds">Returns how long a step took when it last ran.</param>
    /// <param name="size">Returns the current size of the terminal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="environment">Variables such as NO_COLOR; <c>null</c> for those of the process.</param>
    public LiveView(
        TextWriter output,
        Action<ProgressLevel, string> print,
        Func<VertexName, double?> lastSeconds,
        Func<(int Width, int Height)> size,
        TimeProvider time,
        Dictionary<string, string>? environment = null)
    {
        (_output, _print, _size, _time) = (output, print, size, time);
        _rows = new LiveRows(lastSeconds, time);
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.No,
            ColorSystem = ColorSystemSupport.Detect,
            EnvironmentVariables = environment,
            Out = new AnsiConsoleOutput(_frame),
        });
        // NO_COLOR counts whatever its value is; bold text remains.
        if ((environment?.GetValueOrDefault("NO_COLOR") ?? Environment.GetEnvironmentVariable("NO_COLOR")) is { Length: > 0 })
            _console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        else if (_console.Profile.Capabilities.ColorSystem == ColorSystem.NoColors)
            _console.Profile.Capabilities.ColorSystem = ColorSystem.Standard;
        // The width is limited here, line by line, so that it can change at any time.
        _console.Profile.Width = 10_000;
    }

    public void Show(ProgressPrinter printer)
    {
        // Handlers run one after the other, the last one first: the lines are gone when the build reports that it is cancelled.
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => End()));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => End()));
        _timer = _time.CreateTimer(_ => Draw(printer), state: null, s_interval, s_interval);
    }

    public void Print(ProgressLevel level, string line)
    {
        lock (_gate)
        {
            Write([]);
            _print(level, line);
            if (!_ended)
                Write(_last);
        }
    }

    /// <summary>Shows the current state.</summary>
    public void Draw(ProgressPrinter printer)
    {
        var (width, height) = _size();
        // Read before the lock is taken: the printer holds its own lock when it prints.
        var rows = printer.Peek(graph => _rows.Of(graph, Math.Max(1, height - 2)));
        lock (_gate)
        {
            if (_ended)
                return;
            // A line of the whole width could wrap on some terminals.
            _last = [.. rows.Select(row => (IReadOnlyList<Segment>)Segment.Truncate(row, Math.Max(1, width - 1)))];
            Write(_last);
        }
    }

    public void Dispose()
    {
        End();
        _timer?.Dispose();
        foreach (var signal in _signals)
            signal.Dispose();
    }

    private void End()
    {
        lock (_gate)
        {
            if (!_ended)
                Write([]);
            _ended = true;
        }
    }

    private void Write(IReadOnlyList<IReadOnlyList<Segment>> rows)
    {
        if (rows.Count + _shown.Count == 0)
            return;
        var text = new StringBuilder(Erase());
        _frame.GetStringBuilder().Clear();
        if (rows.Count > 0)
            _console.Write(new Rows(rows));
        text.Append(_frame);
        _shown = [.. rows.Select(row => Segment.CellCount(row))];
        _output.Write(text.ToString());
        _output.Flush();
    }

    // If the terminal became narrower, it has wrapped the lines.
    private string Erase()
    {
        var width = Math.Max(1, _size().Width);
        var lines = _shown.Sum(cells => Math.Max(1, (cells + width - 1) / width));
        return lines switch
        {
            0 => "",
            1 => "\r\e[J",
            _ => $"\r\e[{lines - 1}A\e[J",
        };
    }

    private sealed class Rows(IReadOnlyList<IReadOnlyList<Segment>> rows) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                if (i > 0)
                    yield return Segment.LineBreak;
                foreach (var segment in rows[i])
                    yield return segment;
            }
        }
    }
}
