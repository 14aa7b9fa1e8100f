using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Benchmarks;

/// <summary>
/// Measures how much time the generated surface adds to a clean build of the library. The library can't be compiled without it, so it is compiled
/// with a second copy of the whole surface, generated from the same specifications under other names. The difference is the cost of one copy.
/// </summary>
internal sealed class SurfaceBenchmark : IDisposable
{
    private static readonly string s_project = Path.Combine(Repository.Root, "source", "Nuke.Docker.BuildKit");

    private readonly string _folder = Directory.CreateTempSubdirectory("surface-benchmark-").FullName;

    public SurfaceBenchmark()
    {
        var copies = Directory.CreateDirectory(Path.Combine(_folder, "Specifications")).FullName;
        var specifications = Directory.GetFiles(Path.Combine(s_project, "Commands", "Specifications"), "*.json")
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal) && Path.GetFileName(file) != "values.json");
        foreach (var file in specifications)
            File.WriteAllText(Path.Combine(copies, Path.GetFileName(file)), Copy(File.ReadAllText(file)));
        File.WriteAllText(Path.Combine(_folder, "twice.targets"), $"""
            <Project>
              <ItemGroup>
                <AdditionalFiles Include="{copies}/*.json" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Measures and prints the result.</summary>
    public static void Print(int rounds)
    {
        using var benchmark = new SurfaceBenchmark();
        var results = benchmark.Compare(rounds);
        Console.WriteLine($"{"seconds",-20}{"once",24}{"twice",24}{"the surface",24}");
        var once = Sample.Of(results.Select(result => result.Once.TotalSeconds));
        var twice = Sample.Of(results.Select(result => result.Twice.TotalSeconds));
        var surface = Sample.Of(results.Select(result => (result.Twice - result.Once).TotalSeconds));
        Console.WriteLine($"{"clean build",-20}{once,24}{twice,24}{surface,24}");
    }

    /// <summary>Builds once and twice in turn, under the same load of the machine. The first pair is a warm-up and isn't counted.</summary>
    private IReadOnlyList<(TimeSpan Once, TimeSpan Twice)> Compare(int rounds)
    {
        var results = new List<(TimeSpan, TimeSpan)>();
        for (var round = 0; round <= rounds; round++)
            results.Add((Build("once"), Build("twice", $"-p:CustomAfterMicrosoftCommonTargets={_folder}/twice.targets")));
        return results[1..];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Hand-written members exist only once. Without them, a command is generated like any other.
    private static string Copy(string specification)
    {
        var root = JsonNode.Parse(specification)!;
        root["tool"] = $"copied {root["tool"]}";
        foreach (var command in root["commands"]!.AsArray().OfType<JsonObject>())
        {
            command.Remove("returns");
            command.Remove("run");
            foreach (var positional in command["positionals"]?.AsArray().OfType<JsonObject>() ?? [])
                positional.Remove("render");
        }

        return root.ToJsonString();
    }

    private TimeSpan Build(string name, params string[] more)
    {
        // Compiled into a separate folder, so that the library in use doesn't change.
        var place = Path.Combine(_folder, name);
        if (Directory.Exists(place))
            Directory.Delete(place, recursive: true);
        string[] arguments =
        [
            "build", s_project, "-c", "Release", "-nologo", "-v:q", "-t:Compile", "--no-restore", "--no-dependencies", "-nodeReuse:false",
            "-p:UseSharedCompilation=false", $"-p:IntermediateOutputPath={place}/", .. more,
        ];
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0
            ? watch.Elapsed
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
