using System.Globalization;
using System.Runtime.InteropServices;
using Benchmarks;
using Benchmarks.Scale;
using Nuke.Docker.BuildKit.Engines;

// ./build.sh Bench, or dotnet run -c Release --project tests/Benchmarks -- [--rounds N] [--output FILE] [NAME …]
// Compares ours with its rivals in turn, and prints medians. Four measurements take no part in a run of all:
// scale measures the growth with the size of contexts, caches, logs and the number of images, and writes docs/scale.md, "scale caches" only anew for caches;
// sync times the copy of 20 images of 50 MB between two registries, with crane and skopeo if they are in PATH;
// surface times a clean build of the library with its generated code once and twice; redaction times a log of 1,000,000 lines with 50 secrets.
var names = new List<string>();
var rounds = 7;
var output = Path.Combine(Repository.Root, "artifacts", "bench.json");
for (var index = 0; index < args.Length; index++)
{
    if (args[index] == "--rounds")
        rounds = int.Parse(args[++index], CultureInfo.InvariantCulture);
    else if (args[index] == "--output")
        output = args[++index];
    else
        names.Add(args[index]);
}

if (names is ["redaction"])
{
    RedactionBenchmark.Run(1_000_000);
    return 0;
}

if (names is ["surface"])
{
    SurfaceBenchmark.Print(rounds);
    return 0;
}

var connection = await new EngineLocator(new EmbeddedEngine(Path.Combine(Repository.Root, ".nuke", "temp", "docker-engine"))).FindAsync();
if (names is ["sync"])
{
    await SyncBenchmark.PrintAsync(connection, rounds);
    return 0;
}

if (names is ["scale", .. var series])
    return await ScaleRun.MeasureAsync(connection, Math.Min(rounds, 3), series) ? 0 : 2;

await using var comparisons = new Comparisons(connection);
var unknown = names.Except(comparisons.All.Select(comparison => comparison.Name)).ToList();
if (unknown.Count > 0)
{
    var known = string.Join(", ", comparisons.All.Select(comparison => comparison.Name));
    Console.Error.WriteLine($"There is no comparison '{unknown[0]}'. Choose from {known}, redaction, scale, surface, sync.");
    return 2;
}

var time = DateTimeOffset.UtcNow;
Console.WriteLine(BenchRow.Header);
var rows = new List<BenchRow>();
foreach (var comparison in comparisons.All.Where(comparison => names.Count == 0 || names.Contains(comparison.Name)))
{
    rows.Add(await BenchRow.MeasureAsync(comparison, rounds));
    Console.WriteLine(rows[^1]);
}

var machine = $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}";
new BenchReport(time, machine, await BenchReport.ToolsAsync(connection), rows).Write(output);
Console.WriteLine($"Written to {Path.GetRelativePath(Environment.CurrentDirectory, output)}");
return 0;
