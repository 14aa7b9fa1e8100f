using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>A measurement of ours and one of its rival, taken in turn so that both have the same load. In seconds, or in bytes for sizes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Pair(double Ours, double Rival)
{
    public double Ratio => Ours / Rival;

    public static Pair Of(TimeSpan ours, TimeSpan rival) => new(ours.TotalSeconds, rival.TotalSeconds);
}

/// <summary>Compares something of ours with its rival.</summary>
/// <param name="Name">The name that selects it.</param>
/// <param name="Ours">What is measured.</param>
/// <param name="Rival">What it is compared with.</param>
/// <param name="Limit">The highest median of the ratios that is accepted as a goal.</param>
/// <param name="MeasureAsync">Measures a number of pairs.</param>
internal sealed record Comparison(string Name, string Ours, string Rival, double Limit, Func<int, Task<IReadOnlyList<Pair>>> MeasureAsync);
