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

    [TestCaseSource(typeof(Recording), nameof(Recording.Names))]
    public void Events_follow_the_trace_event_format(string name)
    {
        using var trace = JsonDocument.Parse(TraceEvents.Of(ReportOf.Recorded(name)));

        Assert.That(trace.RootElement.GetProperty("displayTimeUnit").GetString(), Is.EqualTo("ms"));
        var events = trace.RootElement.GetProperty("traceEvents").EnumerateArray().ToList();
        Assert.Multiple(() => events.ForEach(AssertIsValid));
        var named = events.Where(item => item.GetProperty("name").GetString() == "process_name").Select(item => item.GetProperty("pid").GetInt32()).ToList();
        Assert.That(named, Is.Unique);
        Assert.That(events.Select(item => item.GetProperty("pid").GetInt32()).Distinct(), Is.SubsetOf(named));
    }

    // Perfetto drops an event without these members, and shows a negative or fractional time at another place.
    private static void AssertIsValid(JsonElement item)
    {
        var text = item.ToString();
        Assert.That(item.GetProperty("pid").TryGetInt32(out var process) && process > 0, Is.True, text);
        Assert.That(item.GetProperty("tid").TryGetInt32(out var row) && row >= 0, Is.True, text);
        var args = item.GetProperty("args");
        Assert.That(args.ValueKind, Is.EqualTo(JsonValueKind.Object), text);
        switch (item.GetProperty("ph").GetString())
        {
            case "X":
                Assert.That(item.GetProperty("name").GetString(), Is.Not.Empty, text);
                Assert.That(item.GetProperty("cat").GetString(), Is.Not.Empty, text);
                Assert.That(item.GetProperty("ts").TryGetInt64(out var start) && start >= 0, Is.True, text);
                Assert.That(item.GetProperty("dur").TryGetInt64(out var duration) && duration >= 0, Is.True, text);
                break;
            case "M" when item.GetProperty("name").GetString() == "process_name":
                Assert.That(args.GetProperty("name").GetString(), Is.Not.Empty, text);
                break;
            case "M" when item.GetProperty("name").GetString() == "process_sort_index":
                Assert.That(args.GetProperty("sort_index").TryGetInt32(out _), Is.True, text);
                break;
            default:
                Assert.Fail(text);
                break;
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
