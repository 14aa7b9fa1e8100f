namespace Benchmarks.Scale;

/// <summary>Collects the measurements of a series, size by size.</summary>
internal sealed class ScaleMeasurement(string name, string title, string unit)
{
    private readonly double _load = BenchRow.Load();
    private readonly Dictionary<string, List<ScalePoint>> _lines = [];

    /// <summary>Measures several commands in turn at one size, after one round that counts for nothing.</summary>
    public async Task AddAsync(double size, int rounds, params IReadOnlyList<(string Line, Func<Task<TimeSpan>> MeasureAsync)> commands)
    {
        var samples = commands.ToDictionary(command => command.Line, _ => new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (line, measureAsync) in commands)
            {
                var time = await measureAsync();
                if (round > 0)
                    samples[line].Add(time.TotalSeconds);
            }
        }

        foreach (var (line, _) in commands)
            Add(line, size, Sample.Of(samples[line]).Median);
    }

    /// <summary>Adds a measurement.</summary>
    public void Add(string line, double size, double seconds)
    {
        if (!_lines.TryGetValue(line, out var points))
            _lines[line] = points = [];
        points.Add(new ScalePoint(size, Math.Round(seconds, 3)));
        Console.WriteLine($"{title}: {ScaleText.Number(size)} {unit}, {line}: {ScaleText.Seconds(seconds)}");
    }

    public ScaleSeries ToSeries() => new(name, title, unit, _load, [.. _lines.Select(line => new ScaleLine(line.Key, line.Value))]);
}
