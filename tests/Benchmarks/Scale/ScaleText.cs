using System.Globalization;

namespace Benchmarks.Scale;

/// <summary>Numbers as charts and tables show them.</summary>
internal static class ScaleText
{
    public static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);

    public static string Seconds(double value) => value.ToString("0.00 s", CultureInfo.InvariantCulture);
}
