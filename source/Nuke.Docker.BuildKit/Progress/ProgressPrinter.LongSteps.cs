using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Progress;

internal sealed partial class ProgressPrinter
{
    private void ShowLongSteps()
    {
        lock (_gate)
        {
            // The last tick of a timer may come after its disposal.
            if (_disposed)
                return;
            var now = _time.GetTimestamp();
            foreach (var vertex in Graph.Vertexes)
            {
                if (vertex.Outcome != VertexOutcome.Running || !_displays.TryGetValue(vertex.Digest, out var display))
                    continue;
                if (_time.GetElapsedTime(display.Reported, now) < Interval)
                    continue;
                display.Reported = now;
                var elapsed = _time.GetElapsedTime(display.Began, now);
                var activity = Activity(vertex) is { Length: > 0 } text ? $": {text}" : "";
                _print(ProgressLevel.Information, $"{HumanText.Duration(elapsed) + "…",9}  {Title(vertex)}{activity}");
            }
        }
    }

    /// <summary>Describes the current activity of a vertex: the bytes of a transfer, or the last output line; empty if there is neither.</summary>
    internal static string Activity(BuildVertex vertex)
    {
        var open = vertex.Statuses.Where(status => status.Completed is null).ToList();
        var downloads = vertex.Statuses.Where(status => status.Total > 0 && status.Name != "extracting").ToList();
        if (open.Exists(status => status.Total > 0 && status.Name != "extracting"))
            return $"{HumanText.Size(downloads.Sum(status => status.Current))} of {HumanText.Size(downloads.Sum(status => status.Total))}";
        if (open.Exists(status => status.Name == "extracting"))
            return $"extracting, {HumanText.Size(downloads.Sum(status => status.Total))} downloaded";
        if (open.Find(status => status.Current > 0) is { } transfer)
            return HumanText.Size(transfer.Current);
        return vertex.LastLines is [.., var line] ? HumanText.Shorten(line, 100) : "";
    }
}
