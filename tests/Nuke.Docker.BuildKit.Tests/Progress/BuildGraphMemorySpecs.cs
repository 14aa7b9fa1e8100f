using System.Text;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Tests.Progress;

public sealed class BuildGraphMemorySpecs
{
    private const int Lines = 1_000_000;
    private const long Limit = 64 * 1024 * 1024;

    [Test]
    public void A_million_lines_need_no_more_memory_than_a_thousand()
    {
        var graph = new BuildGraph();
        var output = Convert.ToBase64String(Encoding.UTF8.GetBytes("a line of output of a step\n"));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var line = 0; line < Lines; line++)
        {
            var digest = $"sha256:{line % 50}";
            graph.Add(ProgressReader.Read((line % 5) switch
            {
                0 => $$"""
                    {"vertexes":[{"digest":"{{digest}}","name":"[stage {{line % 50}}/50] RUN x","started":"2026-11-28T10:00:{{line % 60:00}}.{{line}}Z"}]}
                    """,
                1 => $$"""{"statuses":[{"id":"layer {{line}}","vertex":"{{digest}}","name":"extracting","current":{{line}}}]}""",
                2 => $$"""{"logs":[{"vertex":"{{digest}}","stream":1,"data":"{{output}}"}]}""",
                3 => $$"""{"warnings":[{"vertex":"{{digest}}","short":"{{output}}"}]}""",
                _ => $"plain line {line}",
            }));
        }

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(Limit));
        Assert.That(graph.TextLines[0], Is.EqualTo("plain line 4"));
        Assert.That(graph.TextLines[^1], Is.EqualTo($"plain line {Lines - 1}"));
        Assert.That(graph.Vertexes, Has.Count.EqualTo(10));
    }
}
