using System.Globalization;
using System.Net;
using System.Text;

namespace Benchmarks.Scale;

/// <summary>Draws the growth: one chart for each series, with linear axes that begin at zero, so that a cost that follows the change is a flat line.</summary>
internal static class ScaleChart
{
    public const int Width = 960;

    private const int Columns = 2;
    private const int CellWidth = Width / Columns;
    private const int CellHeight = 350;
    private const int Left = 56;
    private const int Right = 24;
    private const int Bottom = 44;
    private const int LegendLine = 18;
    private const int TitleHeight = 40;
    private const int Ticks = 4;

    // Colors with a contrast of 4.5 on white and on the dark background of common themes.
    private const string Style = """
        <style>
        text { font: 13px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: #24292f }
        .title { font-size: 15px; font-weight: 600 }
        .axis { stroke: #57606a } .grid { stroke: #d0d7de }
        .line { fill: none; stroke-width: 2.5 }
        .c0 { stroke: #0969da; fill: #0969da } .c1 { stroke: #bc4c00; fill: #bc4c00 } .c2 { stroke: #1a7f37; fill: #1a7f37 }
        .back { fill: #ffffff }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 } .axis { stroke: #8b949e } .grid { stroke: #30363d } .back { fill: #0d1117 }
        .c0 { stroke: #58a6ff; fill: #58a6ff } .c1 { stroke: #f0883e; fill: #f0883e } .c2 { stroke: #3fb950; fill: #3fb950 }
        }
        polyline.line { fill: none }
        </style>
        """;

    /// <summary>Returns the charts as an SVG document, readable on light and dark pages.</summary>
    public static string Of(ScaleReport report)
    {
        var height = (report.Series.Count + Columns - 1) / Columns * CellHeight;
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\">\n");
        text.Append("<title>Seconds by the size of what is built</title>\n").Append(Style).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"back\" width=\"{Width}\" height=\"{height}\" rx=\"6\"/>\n");
        for (var index = 0; index < report.Series.Count; index++)
            Append(text, report.Series[index], index % Columns * CellWidth, index / Columns * CellHeight);
        return text.Append("</svg>\n").ToString();
    }

    /// <summary>Returns the smallest of 1, 2, 2.5 and 5 times a power of ten that is at least a value.</summary>
    public static double RoundUp(double value)
    {
        if (value <= 0)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return ((double[])[1, 2, 2.5, 5, 10]).Select(step => step * power).First(step => step >= value * 0.999999);
    }

    private static void Append(StringBuilder text, ScaleSeries series, int x, int y)
    {
        var points = series.Lines.SelectMany(line => line.Points).ToList();
        var (stepX, stepY) = (RoundUp(points.Max(point => point.Size) / Ticks), RoundUp(points.Max(point => point.Seconds) / Ticks));
        var (maxX, maxY) = (LastTick(points.Max(point => point.Size), stepX), LastTick(points.Max(point => point.Seconds), stepY));
        var (left, right) = (x + Left, x + CellWidth - Right);
        var (top, bottom) = (y + TitleHeight + (series.Lines.Count * LegendLine) + 8, y + CellHeight - Bottom);

        text.Append(CultureInfo.InvariantCulture, $"<g id=\"{series.Name}\">\n");
        Label(text, x + Left, y + 26, series.Title, "class=\"title\"");
        for (var value = 0.0; value <= maxY * 1.000001; value += stepY)
        {
            var at = bottom - (value / maxY * (bottom - top));
            var kind = value == 0 ? "axis" : "grid";
            text.Append(CultureInfo.InvariantCulture, $"<path class=\"{kind}\" d=\"M{left} {at:0.#}H{right}\"/>\n");
            Label(text, left - 8, at + 4, value.ToString("0.###", CultureInfo.InvariantCulture), "text-anchor=\"end\"");
        }

        for (var value = 0.0; value <= maxX * 1.000001; value += stepX)
            Label(text, left + (value / maxX * (right - left)), bottom + 18, ScaleText.Number(value), Anchor(value / maxX));
        Label(text, right, bottom + 36, series.Unit, "text-anchor=\"end\"");
        Label(text, left, bottom + 36, "seconds ↑", "");
        for (var index = 0; index < series.Lines.Count; index++)
        {
            var line = series.Lines[index];
            var places = line.Points
                .Select(point => (X: left + (point.Size / maxX * (right - left)), Y: bottom - (point.Seconds / maxY * (bottom - top)))).ToList();
            var path = string.Join(' ', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.X:0.#},{place.Y:0.#}")));
            text.Append(CultureInfo.InvariantCulture, $"<polyline class=\"line c{index}\" points=\"{path}\"/>\n");
            foreach (var (pointX, pointY) in places)
                text.Append(CultureInfo.InvariantCulture, $"<circle class=\"c{index}\" cx=\"{pointX:0.#}\" cy=\"{pointY:0.#}\" r=\"3\"/>\n");
            var legend = y + TitleHeight + (index * LegendLine) + 4;
            text.Append(CultureInfo.InvariantCulture, $"<path class=\"line c{index}\" d=\"M{left} {legend}h22\"/>\n");
            Label(text, left + 30, legend + 4, line.Name, "");
        }

        text.Append("</g>\n");
    }

    // The first and the last label would leave the chart.
    private static string Anchor(double place) => place == 0 ? "" : $"text-anchor=\"{(place > 0.999 ? "end" : "middle")}\"";

    private static double LastTick(double value, double step) => Math.Ceiling((value / step) - 0.000001) * step;

    private static void Label(StringBuilder text, double x, double y, string label, string attributes) => text.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x:0.#}\" y=\"{y:0.#}\"{(attributes.Length > 0 ? " " : "")}{attributes}>{WebUtility.HtmlEncode(label)}</text>\n");
}
