using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.History;

namespace Nuke.Docker.BuildKit.Tests.Reports;

public sealed class BuildHistorySpecs
{
    [Test]
    public void What_is_written_is_read_again()
    {
        var first = Build(StepResult.Ran, 41.25) with { PullSeconds = 2.5, PushSeconds = 1, OverBudget = ["too long"], Causes = [Cause("a\tb changed", 1)] };
        var history = BuildHistory.Empty.With(first).With(Build(StepResult.Cached, 0));

        var read = BuildHistory.Parse(history.ToText().Split('\n'));

        Assert.That(read.ToText(), Is.EqualTo(history.ToText()));
        Assert.That(read.Image, Is.EqualTo("acme/bot"));
        Assert.That(read.Builds, Is.EqualTo(history.Builds));
        Assert.That(read.Builds[0], Has.Property("OverBudget").True.And.Property("Cause").EqualTo("a b changed"));
        Assert.That(read.Layers, Has.Count.EqualTo(1));
        Assert.That(read.RunsOf(null, "builder", "RUN pip\twheel"), Is.EqualTo([new PastRun(1, 41.25)]));
    }

    [Test]
    public void A_cached_step_saves_what_it_took_when_it_last_ran()
    {
        var report = Build(StepResult.Cached, 0.1);
        var history = BuildHistory.Empty.With(Build(StepResult.Ran, 30)).With(Build(StepResult.Ran, 20)).With(report);

        var complete = history.AddTo(report);

        Assert.That(complete.SavedSeconds, Is.EqualTo(20));
        Assert.That(complete.History.Select(build => build.Number), Is.EqualTo([1, 2, 3]));
        Assert.That(complete.Steps[0].Past, Is.EqualTo([new PastRun(1, 30), new PastRun(2, 20)]));
    }

    [Test]
    public void Nothing_is_known_to_be_saved_without_an_earlier_execution()
    {
        var report = Build(StepResult.Cached, 0.1);

        Assert.That(BuildHistory.Empty.With(report).AddTo(report).SavedSeconds, Is.Null);
    }

    [Test]
    public void A_thousand_builds_with_new_steps_stay_small()
    {
        var history = BuildHistory.Empty;
        for (var build = 0; build < 1000; build++)
        {
            history = history.With(Build(StepResult.Ran, build) with
            {
                Steps = [.. Enumerable.Range(0, 20).Select(i => new StepReport
                {
                    Number = i,
                    Of = 20,
                    Instruction = $"RUN {build % 70} {i} {new string('x', 400)}",
                    Result = StepResult.Ran,
                })],
            });
        }

        Assert.That(history.Builds, Has.Count.EqualTo(50));
        Assert.That(history.ToText(), Has.Length.LessThan(400_000));
        Assert.That(history.Builds[^1].Number, Is.EqualTo(1000));
    }

    [Test]
    public void Lines_of_earlier_versions_are_read() => Assert.That(
        BuildHistory.Parse(["build\t3\t2026-11-20T00:00:00.0000000+00:00\t9\t0\t1\t3\t7\t5"]).Builds,
        Is.EqualTo(
        [
            new PastBuild
            {
                Number = 3, Started = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), Seconds = 9, Cached = 1, Ran = 3, ContextBytes = 7, ImageBytes = 5,
            },
        ]));

    [Test]
    public void Damaged_lines_are_omitted()
    {
        var text = BuildHistory.Empty.With(Build(StepResult.Ran, 1)).ToText();
        string[] lines =
        [
            "build\tx", "build\t1\t2\t3", "step\t1", "step\tx\ty\tz", "step\t9\tkey\t:::1 4:NaN 5:6", "\0\ufffd", .. text.Split('\n'), "build\t7\t2026",
        ];

        var history = BuildHistory.Parse(lines);

        Assert.That(history.Builds, Has.Count.EqualTo(1));
        Assert.That(history.RunsOf(null, "builder", "RUN pip wheel"), Has.Count.EqualTo(1));
    }

    [Test]
    public void Layers_are_compared_by_instruction_and_digest()
    {
        IReadOnlyList<LayerReport> before = [Layer("RUN a", 1, "d1"), Layer("COPY b", 2, "d2"), Layer("RUN c", 3, null), Layer("RUN e", 4, null)];

        var compared = LayerComparison.Compare(
            [Layer("RUN a", 1, "d1"), Layer("COPY b", 2, "d9"), Layer("RUN c", 3, null), Layer("RUN e", 5, null), Layer("RUN n", 1, "x")],
            before);

        Assert.That(
            compared.Select(layer => layer.Change),
            Is.EqualTo(new LayerChange?[] { LayerChange.Same, LayerChange.Changed, null, LayerChange.Changed, LayerChange.Added }));
    }

    [Test]
    public void The_table_shows_the_last_build_first()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("history").FullName, "bot.history");
        var first = Build(StepResult.Ran, 1);
        BuildHistory.Add(first, file);
        BuildHistory.Read(file).With(first with { Started = first.Started.AddHours(1), ExitCode = 13, Seconds = 75 }).Write(file);

        var lines = HistoryTable.Of(BuildHistory.Read(file).Builds, recorded: []);

        Assert.That(lines, Has.Count.EqualTo(3));
        Assert.That(lines[1], Does.Contain("1 min 15 s").And.Not.Contain("100 %").And.Contain("0 of 1").And.EndsWith("failed"));
        Assert.That(HistoryTable.Of(BuildHistory.Read(file + ".missing").Builds, recorded: []), Is.Empty);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Test]
    public void The_table_shows_causes_and_the_numbers_of_the_builds_that_can_be_explained()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("history").FullName, "bot.history");
        StepCause[] causes = [Cause("a changed", 1), Cause("b changed", 5), Cause("c follows", 9) with { Kind = CauseKind.ParentStep }];
        var first = Build(StepResult.Ran, 1) with { Causes = causes };
        BuildHistory.Add(first, file);
        BuildHistory.Add(first with { Started = first.Started.AddHours(1), OverBudget = ["too long"], Causes = [] }, file);
        BuildHistory.Add(first with { Started = first.Started.AddHours(2), ExitCode = 1, Causes = [] }, file);

        // The last build was not recorded: the read-only folder of its ledger, for instance.
        var lines = HistoryTable.Of(BuildHistory.Read(file).Builds, recorded: [first.Started.AddHours(1.1), first.Started.AddHours(0.5)]);

        Assert.That(lines.Skip(1).Select(line => line.Split("  ")[0]), Is.EqualTo(["", "0", "1"]));
        Assert.That(lines[1], Does.EndWith("failed"));
        Assert.That(lines[2], Does.EndWith("over budget"));
        Assert.That(lines[3], Does.EndWith("b changed"));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static StepCause Cause(string sentence, double seconds) =>
        new() { Number = 1, Of = 1, Instruction = "RUN x", Kind = CauseKind.FileContent, Sentence = sentence, Seconds = seconds };

    private static LayerReport Layer(string instruction, long bytes, string? digest) => new() { Instruction = instruction, Bytes = bytes, Digest = digest };

    private static BuildReport Build(StepResult result, double seconds) => new()
    {
        Image = "acme/bot",
        Started = new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero),
        Seconds = 60.5,
        Result = new ImageReport { Bytes = 1000 },
        Layers = [Layer("RUN a\tb", 7, "sha256:d")],
        Steps =
        [
            new StepReport { Stage = "builder", Number = 2, Of = 2, Instruction = "RUN pip\twheel", Result = result, Seconds = seconds },
            new StepReport { Stage = "builder", Number = 1, Of = 2, Instruction = "FROM x", Result = StepResult.Ran, Seconds = 1, BaseImage = true },
        ],
    };
}
