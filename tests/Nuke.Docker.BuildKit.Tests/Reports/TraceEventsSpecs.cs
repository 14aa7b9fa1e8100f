using System.Text.Json;
using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Reports;

public sealed class TraceEventsSpecs
{
    [TestCaseSource(typeof(Recording), nameof(Recording.Names))]
    public void Events_of_one_row_do_not_overlap(string name)
    {
        using var trace = JsonDocument.Parse(TraceEvents.Of(ReportOf.Recorded(name)));

        var events = trace.RootElement.GetProperty("traceEvents").EnumerateArray().Where(item => item.GetProperty("ph").GetString() == "X")
            .Select(item => (
                Row: (item.GetProperty("pid").GetInt32(), item.GetProperty("tid").GetInt32()),
                Start: item.GetProperty("ts").GetInt64(),
                End: item.GetProperty("ts").GetInt64() + item.GetProperty("dur").GetInt64()))
            .ToList();
        Assert.That(events, Is.Not.Empty);
        foreach (var row in events.GroupBy(item => item.Row))
        {
            var ordered = row.OrderBy(item => item.Start).ToList();
            Assert.That(ordered.Zip(ordered.Skip(1)).Select(pair => pair.First.End - pair.Second.Start), Is.All.LessThanOrEqualTo(1), row.Key.ToString());
        }
    }

    [Test]
    public void Each_stage_is_a_process_with_its_steps()
    {
        var report = ReportOf.Recorded("parallel-stages");
        using var trace = JsonDocument.Parse(TraceEvents.Of(report));

        var items = trace.RootElement.GetProperty("traceEvents").EnumerateArray().ToList();
        var processes = items.Where(item => item.GetProperty("name").GetString() == "process_name")
            .Select(item => item.GetProperty("args").GetProperty("name").GetString());
        var steps = items.Where(item => item.TryGetProperty("args", out var args) && args.TryGetProperty("instruction", out _));
        Assert.That(processes, Is.EquivalentTo(["build", "BuildKit", .. report.Steps.Select(step => step.Stage).Distinct()]));
        Assert.That(steps.Count(), Is.EqualTo(report.Steps.Count(step => step.Start is not null)));
    }
}
