using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>Predictions that need no engine.</summary>
public sealed class PredictionSpecs
{
    private const string Base = "example/base@sha256:1111111111111111111111111111111111111111111111111111111111111111";

    [Test]
    public void Another_platform_needs_other_images()
    {
        using var bench = new LedgerBench($"FROM {Base}\nRUN one\nRUN two\n");
        bench.Build();
        var same = bench.Predict();

        bench.Settings = bench.Settings.AddPlatform("linux/riscv64");

        Assert.That((same, bench.Predict()), Is.EqualTo(("Cached Cached", "Runs Runs")));
    }

    [Test]
    public void An_image_that_may_change_before_the_build_decides_nothing()
    {
        using var bench = new LedgerBench($"FROM {Base}\nRUN one\n");
        bench.Build();

        var changing = new HashSet<ImageReference> { Base };
        var step = bench.Open().PredictAsync(engine: null, changing).GetAwaiter().GetResult()!.Value.Steps[0];

        Assert.That((step.Forecast.ToString(), step.Reason), Is.EqualTo(("Depends", "a base image is not known, or is built before it")));
    }

    [Test]
    public void The_name_of_a_stage_that_is_mounted_decides_nothing()
    {
        const string Dockerfile = "FROM scratch AS one\nCOPY file /\nFROM scratch\nRUN --mount=from=one,target=/m build\n";
        using var bench = new LedgerBench(Dockerfile);
        bench.Write("file", "");
        bench.Build();

        bench.Write("Dockerfile", Dockerfile.Replace("one", "two", StringComparison.Ordinal));

        Assert.That(bench.Predict(), Is.EqualTo("Cached Cached"));
    }

    [Test]
    public void A_step_that_the_last_build_did_not_finish_has_no_changed_inputs()
    {
        using var bench = new LedgerBench("FROM scratch\nRUN one\n");
        bench.Build(succeeded: false);

        var step = bench.Open().PredictAsync(engine: null).GetAwaiter().GetResult()!.Value.Steps.Single();

        Assert.That((step.Forecast.ToString(), step.Reason), Is.EqualTo(("Runs", "the last build ended before it")));
    }

    [Test]
    public void A_prediction_names_each_change()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY . /\n");
        bench.Write("main.py", "1");
        bench.Build();

        bench.Write("main.py", "2");
        bench.Write("new.py", "");
        var step = bench.Open().PredictAsync(engine: null).GetAwaiter().GetResult()!.Value.Steps.Single();

        Assert.That(step.Reason, Is.EqualTo("main.py changed; new.py was added"));
    }
}
