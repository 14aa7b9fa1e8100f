namespace Benchmarks;

/// <summary>The minimum, median and maximum of several measurements.</summary>
internal sealed record Sample(double Minimum, double Median, double Maximum)
{
    public static Sample Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new(sorted[0], sorted[sorted.Length / 2], sorted[^1]);
    }

    public override string ToString() => $"{Minimum:0.00}  {Median:0.00}  {Maximum:0.00}";
}
