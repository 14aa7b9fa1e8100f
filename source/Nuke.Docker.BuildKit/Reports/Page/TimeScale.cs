using System.Globalization;

namespace Nuke.Docker.BuildKit.Reports.Page;

/// <summary>Converts times to positions in percent.</summary>
internal sealed class TimeScale
{
    private const double Narrowest = 0.3;

    private static readonly double[] s_steps =
        [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200, 18_000, 43_200, 86_400];

    private readonly double _total;
    private readonly double _tick;

    private TimeScale(double total)
    {
        _total = total;
        _tick = Array.Find(s_steps, step => total / step <= 8) is var found and > 0 ? found : total / 8;
    }

    /// <summary>The distance of two ticks in percent.</summary>
    public double TickShare => _tick / _total * 100;

    /// <summary>Positions and labels of the ticks.</summary>
    public IEnumerable<(double Share, string Label)> Ticks
    {
        get
        {
            for (var i = 0; i * _tick <= _total * 0.97; i++)
                yield return (i * TickShare, Label(i * _tick));
        }
    }

    /// <summary>The scale of a report: from its start to the end of its last step.</summary>
    public static TimeScale Of(BuildReport report)
    {
        var total = report.Seconds;
        foreach (var step in report.Steps)
            total = Math.Max(total, (step.Start ?? 0) + step.Seconds);
        foreach (var work in report.Work)
            total = Math.Max(total, work.Start + work.Seconds);
        return new TimeScale(Math.Max(total, 0.01));
    }

    /// <summary>Returns the left edge and the width of a bar. A bar is wide enough to be seen, and stays within the scale.</summary>
    public (double Left, double Width) Place(double start, double seconds)
    {
        var width = Math.Clamp(seconds / _total * 100, Narrowest, 100);
        return (Math.Clamp(start / _total * 100, 0, 100 - width), width);
    }

    private string Label(double seconds) => seconds switch
    {
        0 => "0",
        < 60 => $"{seconds.ToString(_tick < 0.1 ? "0.00" : _tick < 1 ? "0.0" : "0", CultureInfo.InvariantCulture)} s",
        _ => $"{(int)seconds / 60}:{(int)seconds % 60:00} min",
    };
}
