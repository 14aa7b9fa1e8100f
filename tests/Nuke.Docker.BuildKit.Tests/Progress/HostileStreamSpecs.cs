using System.Text;
using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.Page;

namespace Nuke.Docker.BuildKit.Tests.Progress;

/// <summary>Streams as no buildx writes them: they may lose information, but neither fail nor fill the memory.</summary>
public sealed class HostileStreamSpecs
{
    [Test]
    public void Mutated_recordings_are_read_printed_and_reported([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        foreach (var name in Recording.Names)
        {
            using var printer = new ProgressPrinter(ProgressStyle.Plain, (_, _) => { });
            foreach (var line in Mutated(Recording.Lines(name), random))
                printer.Write(line);
            var report = BuildReportFactory.Create(printer.Graph, new BuildFacts { Image = name, Duration = TimeSpan.FromSeconds(1) });

            Assert.That(() => ReportPage.Of(report), Throws.Nothing, name);
            Assert.That(() => TraceEvents.Of(report), Throws.Nothing, name);
            Assert.That(() => BuildReportReader.Parse(BuildReportWriter.ToJson(report)), Throws.Nothing, name);
        }
    }

    [TestCase("""{"vertexes":[{"digest":"a","name":"[1/1] RUN x","inputs":["a","b"],"started":"2026-11-21T10:00:00Z","completed":"2026-11-21T09:00:00Z"}]}""")]
    [TestCase("""{"vertexes":[{"digest":"a","name":"[99999999999/1] RUN x"},{"digest":"a","name":""},{"digest":"","name":"[-1/-1] x"}]}""")]
    [TestCase("""{"statuses":[{"id":"a","vertex":"nobody","current":-9223372036854775808,"total":9223372036854775807}]}""")]
    [TestCase("""{"vertexes":[{"digest":"a","name":"[1/1] RUN x","started":"9999-12-31T23:59:59Z","completed":"0001-01-02T00:00:00Z"}]}""")]
    [TestCase("""{"logs":[{"vertex":"a","data":"!!!"}]}""")]
    [TestCase("""{"vertexes":{"digest":1}}""")]
    [TestCase("""{"vertexes":[null,1,"x",[]]}""")]
    public void A_strange_line_is_no_failure(string line)
    {
        using var printer = new ProgressPrinter(ProgressStyle.Auto, (_, _) => { });

        printer.Write(line);
        var report = BuildReportFactory.Create(printer.Graph, new BuildFacts { Image = "a" });

        Assert.That(() => ReportPage.Of(report), Throws.Nothing);
    }

    [Test]
    public void A_million_lines_need_little_memory()
    {
        using var printer = new ProgressPrinter(ProgressStyle.Quiet, (_, _) => { });
        printer.Write("""{"vertexes":[{"digest":"a","name":"[1/1] RUN x","started":"2026-11-21T10:00:00Z"}]}""");
        var log = $$"""{"logs":[{"vertex":"a","stream":1,"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', 200)))}}"}]}""";
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 250_000; i++)
        {
            printer.Write(log);
            printer.Write($$"""{"statuses":[{"id":"layer {{i}}","vertex":"a","name":"extracting","current":{{i}},"total":{{i}}}]}""");
            printer.Write($"WARNING: something happened for the {i}th time, and this text is as long as usual");
            printer.Write($$"""{"vertexes":[{"digest":"a","name":"[1/1] RUN x","started":"2026-11-21T10:00:00.{{i:000000}}Z"}]}""");
        }

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(64_000_000));
    }

    [Test]
    public void A_line_of_a_megabyte_is_read()
    {
        var graph = new BuildGraph();

        graph.Add(ProgressReader.Read($$"""{"vertexes":[{"digest":"a","name":"[1/1] RUN {{new string('x', 1_000_000)}}"}]}"""));
        graph.Add(ProgressReader.Read(new string('y', 1_000_000)));

        Assert.That(graph.Vertexes, Has.Count.EqualTo(1));
    }

    private static IEnumerable<string> Mutated(string[] lines, Random random)
    {
        var mutated = lines.ToList();
        for (var i = 0; i < lines.Length; i++)
        {
            var at = random.Next(mutated.Count);
            var other = random.Next(mutated.Count);
            switch (random.Next(6))
            {
                case 0:
                    (mutated[at], mutated[other]) = (mutated[other], mutated[at]);
                    break;
                case 1:
                    mutated[at] = mutated[at][..random.Next(mutated[at].Length + 1)];
                    break;
                case 2:
                    mutated[at] += mutated[other];
                    break;
                case 3 when mutated[at].Length > 0:
                    mutated[at] = mutated[at].Insert(random.Next(mutated[at].Length), "\ufffd\0\ud800");
                    break;
                case 4:
                    mutated.Insert(at, mutated[other]);
                    break;
                case 5:
                    mutated[at] = mutated[at].Replace("2026", random.Next(2) == 0 ? "9999" : "0001", StringComparison.Ordinal);
                    break;
            }
        }
        return mutated;
    }
}
