using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks;

/// <summary>The results of a run, as <c>bench.json</c>.</summary>
/// <param name="Time">The start of the run.</param>
/// <param name="Machine">Processors and system.</param>
/// <param name="Tools">The versions of the tools, by name.</param>
/// <param name="Rows">The results.</param>
internal sealed record BenchReport(DateTimeOffset Time, string Machine, IReadOnlyDictionary<string, string> Tools, IReadOnlyList<BenchRow> Rows)
{
    /// <summary>The versions of the tools, by name.</summary>
    public static async Task<Dictionary<string, string>> ToolsAsync(EngineConnection connection)
    {
        var variables = connection.ProcessEnvironment().ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        var versions = await new ToolVersionsReader().ReadAsync(variables, connection.Connect());
        return new() { ["docker"] = $"{versions.Engine}", ["buildx"] = $"{versions.Buildx}", [".NET"] = Environment.Version.ToString() };
    }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, BenchJson.Default.BenchReport));
    }
}

/// <summary>The result of one comparison.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ours">What was measured.</param>
/// <param name="Rival">What it was compared with.</param>
/// <param name="Limit">The highest ratio that is accepted as a goal.</param>
/// <param name="Ratio">The median of the ratios of the pairs.</param>
/// <param name="LoadBefore">The load of the machine before it, as <c>uptime</c> shows it.</param>
/// <param name="Pairs">All pairs in the order in which they were measured.</param>
internal sealed record BenchRow(string Name, string Ours, string Rival, double Limit, double Ratio, double LoadBefore, IReadOnlyList<Pair> Pairs)
{
    public const string Header = "name                     ours  median       rival  median   ratio  at most";

    public static async Task<BenchRow> MeasureAsync(Comparison comparison, int rounds)
    {
        var load = Load();
        var pairs = await comparison.MeasureAsync(rounds);
        var ratio = Sample.Of(pairs.Select(pair => pair.Ratio)).Median;
        return new(comparison.Name, comparison.Ours, comparison.Rival, comparison.Limit, Math.Round(ratio, 3), load, pairs);
    }

    public override string ToString()
    {
        var (ours, rival) = (Sample.Of(Pairs.Select(pair => pair.Ours)).Median, Sample.Of(Pairs.Select(pair => pair.Rival)).Median);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name,-20}{Text(ours),16}{Text(rival),20}{Ratio,8:0.00}{Limit,9:0.00}{(Ratio <= Limit ? "" : "  missed")}");
    }

    private static string Text(double value) => value > 100_000
        ? string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{value:0.000} s");

    /// <summary>The load of the machine, as <c>uptime</c> shows it.</summary>
    public static double Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : double.NaN;
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;
