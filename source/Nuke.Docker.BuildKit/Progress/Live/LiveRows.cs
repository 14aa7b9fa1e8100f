using Nuke.Docker.BuildKit.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Nuke.Docker.BuildKit.Progress.Live;

/// <summary>Formats the running steps, and a last line with the hits so far and the time left.</summary>
internal sealed class LiveRows(Func<VertexName, double?> lastSeconds, TimeProvider time)
{
    private static readonly Style s_plain = new();
    private static readonly Style s_faint = new(Color.Grey);
    private static readonly Style s_bold = new(decoration: Decoration.Bold);
    private static readonly Style s_time = new(Color.Yellow);
    private static readonly Style s_good = new(Color.Green);

    private readonly long _began = time.GetTimestamp();
    private readonly Dictionary<string, long> _starts = new(StringComparer.Ordinal);

    /// <summary>Returns the rows, each of one line of any width.</summary>
    public IReadOnlyList<IReadOnlyList<Segment>> Of(BuildGraph graph, int height)
    {
        var running = graph.Vertexes.Where(vertex => vertex.Outcome == VertexOutcome.Running).ToList();
        var rows = new List<IReadOnlyList<Segment>>();
        foreach (var vertex in running.Take(running.Count > height - 1 ? height - 2 : running.Count))
            rows.Add(Row(vertex));
        if (running.Count > rows.Count && height > 1)
            rows.Add([new Segment($"           and {running.Count - rows.Count} more", s_faint)]);
        rows.Add(Summary(graph));
        return rows;
    }

    /// <summary>
    /// Estimates the seconds left: the stage that takes longest, by what its steps took when they last ran. A step that waits in a stage that was cached
    /// so far counts as cached. <c>null</c> if nothing is known.
    /// </summary>
    public double? SecondsLeft(BuildGraph graph)
    {
        double? longest = null;
        foreach (var stage in graph.Steps.GroupBy(vertex => (vertex.Name.Target, vertex.Name.Platform, vertex.Name.Stage)))
        {
            double left = 0;
            var runs = false;
            var known = false;
            foreach (var step in stage)
            {
                runs |= step.Outcome is VertexOutcome.Running or VertexOutcome.Ran;
                if (!runs || step.Outcome is not (VertexOutcome.Running or VertexOutcome.Waiting) || lastSeconds(step.Name) is not { } seconds)
                    continue;
                known = true;
                left += step.Outcome == VertexOutcome.Running ? Math.Max(0, seconds - Elapsed(step).TotalSeconds) : seconds;
            }
            if (known && !(left <= longest))
                longest = left;
        }
        return longest;
    }

    private List<Segment> Row(BuildVertex vertex)
    {
        var name = vertex.Name.Index == 0 ? HumanText.ShortenDigests(vertex.Name.Text) : HumanText.ShortenDigests(vertex.Name.Instruction);
        List<Segment> row = [new Segment($"{HumanText.Duration(Elapsed(vertex)),9}  ", s_time)];
        if (vertex.Name.Index > 0)
            row.Add(new Segment($"{Visible(vertex.Name.Label, 40)}  ", s_bold));
        row.Add(new Segment(Visible(name, 60), s_plain));
        if (ProgressPrinter.Activity(vertex) is { Length: > 0 } activity)
            row.Add(new Segment($"  {Visible(activity, 200)}", s_faint));
        return row;
    }

    private List<Segment> Summary(BuildGraph graph)
    {
        var steps = graph.Vertexes.Where(vertex => vertex.Name.Kind == VertexKind.Step).ToList();
        var cached = steps.Count(step => step.Outcome == VertexOutcome.Cached);
        var ran = steps.Count(step => step.Outcome == VertexOutcome.Ran);
        List<Segment> row =
        [
            new Segment($"{HumanText.Duration(time.GetElapsedTime(_began)),9}  ", s_time),
        ];
        if (steps.Count == 0)
        {
            row.Add(new Segment("preparing", s_plain));
            return row;
        }
        row.Add(new Segment($"{cached} cached", s_good));
        row.Add(new Segment($", {ran} ran, {steps.Count - cached - ran} to go", s_plain));
        if (SecondsLeft(graph) is { } left)
            row.Add(new Segment(left < 1 ? ", nearly done" : $", about {HumanText.Duration(TimeSpan.FromSeconds(Math.Round(left)))} left", s_faint));
        return row;
    }

    // By the local clock, because the clock of a remote engine may differ.
    private TimeSpan Elapsed(BuildVertex vertex)
    {
        if (!_starts.TryGetValue(vertex.Digest, out var start))
            _starts[vertex.Digest] = start = time.GetTimestamp();
        return time.GetElapsedTime(start);
    }

    // Some terminals execute the control characters from 0x80 on.
    private static string Visible(string text, int length) =>
        HumanText.Shorten(string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
        }), length);
}
