using System.Diagnostics;
using System.Text.Json;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Progress.Internal;

namespace Benchmarks;

/// <summary>Times the decoding of recorded <c>rawjson</c> events against <c>JsonDocument</c>, which only parses them.</summary>
internal sealed class EventBenchmark
{
    private const int Repetitions = 200;

    private readonly string[] _lines =
        File.ReadAllLines(Path.Combine(Repository.Root, "tests", "DockerTestSupport", "Recordings", "rawjson", "cold.txt"));

    // Those of a build.
    private readonly RecentTexts _recent = new();

    /// <summary>Times both in turn, so that they run under the same load.</summary>
    public IReadOnlyList<Pair> Compare(int rounds)
    {
        Time(Parse);
        Time(Decode);
        return [.. Enumerable.Range(0, rounds).Select(_ => Pair.Of(rival: Time(Parse), ours: Time(Decode)))];
    }

    private TimeSpan Time(Action<string> read)
    {
        var watch = Stopwatch.StartNew();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            foreach (var line in _lines)
                read(line);
        }

        return watch.Elapsed;
    }

    private static void Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
    }

    private void Decode(string line) => ProgressReader.Read(line, _recent);
}
