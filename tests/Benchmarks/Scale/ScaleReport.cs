using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks.Scale;

/// <summary>The growth of costs with the size of what is built, as <c>scale.json</c>.</summary>
/// <param name="Time">The start of the run.</param>
/// <param name="Machine">Processors and system.</param>
/// <param name="Rounds">The number of measurements of each point, of which it is the median.</param>
/// <param name="Tools">The versions of the tools, by name.</param>
/// <param name="Series">What was measured.</param>
internal sealed record ScaleReport(
    DateTimeOffset Time, string Machine, int Rounds, IReadOnlyDictionary<string, string> Tools, IReadOnlyList<ScaleSeries> Series)
{
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, ScaleJson.Default.ScaleReport));
    }

    public static ScaleReport Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllText(path), ScaleJson.Default.ScaleReport) ?? throw new InvalidDataException($"{path} contains no report.");
}

/// <summary>The cost of the same change at several sizes.</summary>
/// <param name="Name">The name that selects it.</param>
/// <param name="Title">The subject, as the title of its chart.</param>
/// <param name="Unit">The unit of the size.</param>
/// <param name="LoadBefore">The load of the machine before it, as <c>uptime</c> shows it.</param>
/// <param name="Lines">Ours first, then the rivals.</param>
internal sealed record ScaleSeries(string Name, string Title, string Unit, double LoadBefore, IReadOnlyList<ScaleLine> Lines);

/// <summary>The cost of one command at several sizes.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Points">The measurements, the smallest size first.</param>
internal sealed record ScaleLine(string Name, IReadOnlyList<ScalePoint> Points);

/// <summary>A measurement.</summary>
/// <param name="Size">The size of what is built, in the unit of its series.</param>
/// <param name="Seconds">The median in seconds.</param>
internal sealed record ScalePoint(double Size, double Seconds);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ScaleReport))]
internal sealed partial class ScaleJson : JsonSerializerContext;
