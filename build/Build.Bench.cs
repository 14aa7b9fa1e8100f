using Nuke.Common;
using Nuke.Common.IO;
using Serilog;

// Measures this repository against its rivals, in pairs and in turn.
partial class Build
{
    const string BenchProject = "tests/Benchmarks/Benchmarks.csproj";

    [Parameter("Comparisons for Bench, by name; empty: all")]
    readonly string[] Comparisons = [];

    [Parameter("Pairs of measurements for each comparison of Bench. Default: 7")]
    readonly int Rounds = 7;

    AbsolutePath BenchFile => RootDirectory / "artifacts" / "bench.json";

    Target Bench => _ => _
        .Description("Measure builds, caches, contexts and images against their rivals; print medians, and write artifacts/bench.json")
        .DependsOn(Compile)
        .Produces(BenchFile)
        .Executes(() =>
        {
            var run = DotNet(
                $"run --project {BenchProject} -c Release --no-build -- --rounds {Rounds} --output {BenchFile:dn} {string.Join(' ', Comparisons)}",
                check: false,
                print: line => Log.Information("{Line:l}", line));
            Assert.True(run.ExitCode == 0, "A comparison could not be measured: see above");
        });
}
