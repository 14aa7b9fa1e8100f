using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;

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

        var preceding = new PrecedingBuilds();
        preceding.Add(new BuildxBuildSettings().AddTag(Base), prediction: null);
        var step = bench.PredictSteps(preceding)[0];

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

        var step = bench.PredictSteps().Single();

        Assert.That((step.Forecast.ToString(), step.Reason), Is.EqualTo(("Runs", "the last build ended before it")));
    }

    [Test]
    public void A_stage_that_a_named_context_replaces_is_not_known()
    {
        using var bench = new LedgerBench("FROM scratch AS dep\nCOPY a /a\nFROM scratch\nCOPY --from=dep /a /a\nCOPY a /b\n");
        bench.Write("a", "1");
        bench.Build();
        Assert.That(bench.Predict(), Is.EqualTo("Cached Cached Cached"));

        bench.Settings = bench.Settings with { BuildContext = [new NamedContext("dep", ContextSource.Local(bench.Ledgers))] };

        Assert.That(bench.PredictSteps()[1].Reason, Is.EqualTo("the named context dep replaces a stage"));
        Assert.That(bench.Predict(), Is.EqualTo("Cached Depends Depends"));
    }

    [Test]
    public void The_default_platform_of_docker_sets_the_arguments_of_the_platform()
    {
        using var bench = new LedgerBench("FROM scratch\nARG TARGETARCH\nRUN build\n");
        bench.Settings = bench.Settings with { Platform = ["linux/s390x"] };
        bench.Build();

        bench.Settings = (bench.Settings with { Platform = null }).AddEnvironmentVariable("DOCKER_DEFAULT_PLATFORM", "linux/s390x");

        Assert.That(bench.Predict(), Is.EqualTo("Cached"));
    }

    [TestCase("base=docker-image://python:3.13-slim", "1/3 2/3")]
    [TestCase("base=docker-image://python:3.13-slim other=docker-image://alpine", "1/3 2/3")]
    [TestCase("other=docker-image://python:3.13-slim", "2/3 3/3")]
    public void Steps_have_the_numbers_of_BuildKit_if_the_base_is_a_named_context(string contexts, string numbers)
    {
        using var bench = new LedgerBench("FROM base\nCOPY a /a\nRUN one\n");
        bench.Write("a", "1");
        IEnumerable<NamedContext> named = contexts.Split(' ').Select(context => context.Split('=')).Select(pair => new NamedContext(pair[0], pair[1]));
        bench.Settings = bench.Settings with { BuildContext = [.. named] };

        using var book = bench.Open();

        Assert.That(string.Join(' ', book.Planned!.Steps.Select(step => step.Label)), Is.EqualTo(numbers));
    }

    [TestCase("FROM scratch\nCOPY <<a.txt /to/\ntext\na.txt\nRUN one\n", "a.txt", "b.txt", "Runs Runs")]
    [TestCase("FROM scratch\nRUN <<EOF\ntext\nEOF\n", "EOF", "END", "Cached")]
    [TestCase("FROM scratch\nWORKDIR /x\nRUN one\n", "/x", "/x/", "Cached Runs")]
    [TestCase("FROM scratch\nWORKDIR /x\nWORKDIR y\nRUN one\n", "WORKDIR y", "WORKDIR ./y/", "Cached Cached Cached")]
    [TestCase("FROM scratch\nRUN --mount=type=cache,target=/c one\n", "/c", "/c,sharing=locked", "Runs")]
    [TestCase("FROM scratch\nRUN --mount=type=cache,target=/c,id=x one\n", "id=x", "id=y,sharing=private", "Cached")]
    [TestCase("FROM scratch\nRUN --mount=type=cache,target=/c one\n", "/c", "/c/", "Runs")]
    [TestCase("FROM scratch\nRUN --mount=type=cache,target=/c,mode=0755 one\n", "mode=0755", "uid=0", "Cached")]
    [TestCase("FROM scratch\nRUN --mount=type=cache,target=/c,mode=0755 one\n", "mode=0755", "mode=0700", "Runs")]
    [TestCase("FROM scratch\nRUN --mount=type=tmpfs,target=/c,size=1m one\n", "1m", "1048576", "Cached")]
    [TestCase("FROM scratch\nRUN --mount=type=secret,id=a,target=/s one\n", "id=a,target=/s", "target=/s,id=a,required=false", "Cached")]
    [TestCase("FROM scratch\nRUN --mount=type=secret,id=a,target=/s one\n", "id=a", "id=b", "Runs")]
    [TestCase("FROM scratch\nRUN --mount=target=/m,source=f one\n", "source=f", "source=./f", "Cached")]
    [TestCase("FROM scratch\nRUN --mount=target=/m,source=f one\n", "source=f", "source=same", "Cached")]
    [TestCase("FROM scratch\nRUN --mount=target=/m,source=f one\n", "source=f", "source=g", "Runs")]
    [TestCase("FROM scratch\nRUN --mount=target=/m one\n", "/m", "/m,source=/", "Cached")]
    [TestCase("FROM scratch\nRUN --mount=target=/m,source=f --mount=target=/n,source=g one\n", "source=f", "source=same", "Runs")]
    [TestCase("FROM scratch\nRUN --mount=type=secret,id=a one\n", "id=a", "id=a,target=/run/secrets/a,mode=0400", "Cached")]
    [TestCase("FROM example/base@sha256:@\nRUN one\n", "RUN", "SHELL [\"/bin/sh\", \"-c\"]\nRUN", "Depends")]
    [TestCase("FROM example/base@sha256:@\nRUN one\n", "RUN", "WORKDIR /\nRUN", "Depends")]
    [TestCase("FROM example/base@sha256:@\nRUN one\n", "one", "[\"/bin/sh\", \"-c\", \"one\"]", "Depends")]
    [TestCase("FROM example/base@sha256:@\nRUN one\n", "RUN", "USER 1000\nRUN", "Runs")]
    [TestCase("FROM example/base@sha256:@\nCOPY f /f\n", "/f", "f", "Depends")]
    [TestCase("FROM example/base@sha256:@\nCOPY f /f\n", "/f", "/g", "Runs")]
    [TestCase("FROM scratch\nADD f /f\n", "ADD", "ADD --unpack=true", "Cached")]
    [TestCase("FROM scratch\nADD --unpack=false f /f\n", "ADD --unpack=false", "COPY", "Cached")]
    [TestCase("FROM scratch\nADD f /f\n", "ADD", "COPY", "Runs")]
    [TestCase("FROM scratch\nCOPY f /to/\n", "f", "moved/f", "Cached")]
    [TestCase("FROM scratch\nCOPY f /to/\n", "f", "same", "Runs")]
    [TestCase("FROM scratch\nCOPY f g /to/\n", "f g", "g f", "Runs")]
    public void An_edit_of_the_Dockerfile_decides_as_in_BuildKit(string dockerfile, string text, string edited, string expected)
    {
        dockerfile = dockerfile.Replace("@\n", $"{new string('1', 64)}\n", StringComparison.Ordinal);
        using var bench = new LedgerBench(dockerfile);
        foreach (var file in (string[])["f", "same", "moved/f"])
            bench.Write(file, "1");
        bench.Write("g", "2");
        bench.Write(".dockerignore", "Dockerfile\n");
        bench.Build();

        var at = dockerfile.IndexOf('\n', StringComparison.Ordinal);
        bench.Write("Dockerfile", dockerfile[..at] + dockerfile[at..].Replace(text, edited, StringComparison.Ordinal));

        Assert.That(bench.Predict(), Is.EqualTo(expected));
    }

    [Test]
    public void The_proxies_of_docker_are_arguments()
    {
        using var bench = new LedgerBench("FROM scratch\nRUN one\nARG HTTP_PROXY\nRUN two\n");
        var variables = System.Collections.Immutable.ImmutableSortedDictionary<string, string?>.Empty.Add("DOCKER_CONFIG", bench.Ledgers);
        bench.Settings = bench.Settings with { EnvironmentVariables = variables };
        bench.Build();

        File.WriteAllText(Path.Combine(bench.Ledgers, "config.json"), """{"proxies":{"default":{"httpProxy":"http://proxy:1"}}}""");

        Assert.That(bench.Predict(), Is.EqualTo("Cached Runs"));
        Assert.That(bench.ReasonToBuild(), Is.EqualTo("the build argument HTTP_PROXY was not passed to the last build"));
        Assert.That(bench.Build("2/2")[0].Sentence, Is.EqualTo("the variable HTTP_PROXY changed from unset to 'http://proxy:1'"));
    }

    [Test]
    public void A_build_without_cache_finds_the_folder_of_WORKDIR_all_the_same()
    {
        using var bench = new LedgerBench("FROM scratch\nWORKDIR /x\nRUN one\nWORKDIR /y\n");
        bench.Build();

        bench.Settings = bench.Settings with { NoCache = true };

        Assert.That(bench.Predict(), Is.EqualTo("Cached Runs Runs"));
    }

    [Test]
    public void A_step_that_follows_another_one_says_so()
    {
        using var bench = new LedgerBench("FROM scratch\nRUN one\nRUN two\nRUN three\n");
        bench.Build();

        bench.Write("Dockerfile", "FROM scratch\nRUN one\nRUN three\n");
        var step = bench.PredictSteps()[1];

        Assert.That((step.Forecast.ToString(), step.Reason), Is.EqualTo(("Runs", "it no longer follows RUN two")));
        Assert.That(bench.Build("2/2")[0].Sentence, Is.EqualTo("it no longer follows RUN two"));
    }

    [Test]
    public void The_prediction_says_why_a_build_is_not_skipped()
    {
        using var bench = new LedgerBench("FROM scratch\nRUN one\nCMD one\n");
        bench.Build();

        bench.Write("Dockerfile", "FROM scratch\nRUN one\nCMD two\n");
        var prediction = BuildExplanations.PredictAsync(bench.Settings, "test", bench.Options, engineName: "docker 1").GetAwaiter().GetResult()!;

        Assert.That(prediction.Lines.Single(), Does.StartWith("test: 1 cached, 0 will run; the build is not skipped: its Dockerfile has changed"));
    }

    [Test]
    public void A_step_whose_result_another_image_of_the_run_creates_may_run()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY a /\nRUN one\nRUN two\n");
        bench.Write("a", "1");
        bench.Build();
        bench.Write("a", "2");
        var alone = bench.PredictSteps();

        var steps = bench.PredictSteps(After(alone[0]));

        Assert.That(alone.Select(step => step.Forecast), Is.All.EqualTo(StepForecast.Runs));
        Assert.That(steps.Select(step => step.Forecast), Is.EqualTo([StepForecast.Depends, StepForecast.Runs, StepForecast.Runs]));
        Assert.That(steps.Take(2).Select(step => step.Reason), Is.EqualTo(
            ["another image of the same run creates the same result", "the step before it has a new result: 1/3"]));
    }

    [Test]
    public void What_another_image_of_the_run_creates_anew_without_cache_stays_cached()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY a /\nRUN one\n");
        bench.Write("a", "1");
        bench.Build();
        bench.Settings = bench.Settings.AddLabel("version", "2");
        var alone = bench.PredictSteps();

        var steps = bench.PredictSteps(After(alone[0] with { Forecast = StepForecast.Runs }));

        Assert.That(steps.Select(step => step.Forecast), Is.All.EqualTo(StepForecast.Cached));
    }

    [TestCase("linux/amd64", "linux/arm64", "Cached Cached Cached Runs")]
    [TestCase("linux/arm64", "linux/amd64", "Cached Runs Cached Cached")]
    public void A_further_platform_concerns_neither_the_steps_of_the_engine_nor_copied_files(string first, string second, string expected)
    {
        if (Distribution.Architecture != "amd64")
            Assert.Ignore("The platform of the engine is another one.");
        using var bench = new LedgerBench("FROM scratch\nCOPY a /\nRUN one\n");
        bench.Write("a", "1");
        bench.Build();

        bench.Settings = bench.Settings with { Platform = [first, second] };

        Assert.That(bench.Predict(), Is.EqualTo(expected));
        Assert.That(bench.ReasonToBuild(), Is.EqualTo("a setting of its command has changed"));
    }

    [Test]
    public void A_prediction_names_packages()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY requirements.txt /\n");
        bench.Write("requirements.txt", "httpx==0.27.0\n");
        bench.Build();

        bench.Write("requirements.txt", "httpx==0.28.1\n");
        var step = bench.PredictSteps()[0];

        Assert.That(step.Reason, Is.EqualTo("requirements.txt changed: httpx 0.27.0 → 0.28.1"));
    }

    [Test]
    public void The_hostname_of_commands_is_an_input()
    {
        using var bench = new LedgerBench("FROM scratch\nWORKDIR /x\nRUN one\n");
        bench.Build();

        bench.Settings = bench.Settings.AddBuildArg("BUILDKIT_SANDBOX_HOSTNAME", "builder");

        Assert.That(bench.Predict(), Is.EqualTo("Cached Runs"));
        Assert.That(bench.Build("2/2")[0].Sentence, Is.EqualTo("the setting hostname changed from nothing to 'builder'"));
    }

    [Test]
    public void Triggers_of_a_stage_are_evaluated_in_order_and_all_are_counted()
    {
        const string Dockerfile = "FROM scratch AS parent\nONBUILD ENV MODE=1\nONBUILD USER app\nONBUILD RUN trigger\nFROM parent\nRUN one\n";
        using var bench = new LedgerBench(Dockerfile);

        var steps = bench.Open().Planned!.Steps;

        Assert.That(steps.Select(step => step.Label), Is.EqualTo(["stage-1 1/4", "stage-1 2/4"]));
        Assert.That(steps.Select(step => $"{step.Inputs["user"]} {step.Inputs["env MODE"]}"), Is.All.EqualTo("app 1"));
    }

    [Test]
    public void A_trigger_of_an_image_without_a_layer_counts_but_has_no_number()
    {
        using var bench = new LedgerBench($"FROM {Base}\nRUN one\n");
        var step = bench.Open().Planned!.Steps[0];
        StepOutcome[] outcomes =
        [
            new(null, null, 2, 4, "ONBUILD COPY a /", "cached", 0, BaseImage: false),
            new(null, null, 3, 4, "RUN one", "ran", 1, BaseImage: false),
        ];

        var done = StepKeys.AddResults([step], outcomes, previous: null)[0];

        Assert.That((done.Label, done.Result, done.Unproved), Is.EqualTo(("3/4", "ran", UnprovedSteps.Triggers)));
    }

    [Test]
    public void Without_the_results_of_earlier_builds_nothing_is_certain()
    {
        using var bench = new LedgerBench("FROM scratch\nRUN one\n");
        bench.Build();

        bench.ForgetSteps();

        Assert.That(bench.Predict(), Is.EqualTo("Depends"));
    }

    [Test]
    public void A_prediction_names_each_change()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY . /\n");
        bench.Write("main.py", "1");
        bench.Build();

        bench.Write("main.py", "2");
        bench.Write("new.py", "");
        var step = bench.PredictSteps().Single();

        Assert.That(step.Reason, Is.EqualTo("main.py changed; new.py was added"));
    }

    [Test]
    public void An_interrupted_build_may_have_created_a_result_which_is_then_no_surprise()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY a /\nRUN one\n");
        bench.Write("a", "1");
        bench.Build();
        bench.Write("a", "2");
        bench.Interrupt();

        var predicted = bench.Predict();
        var causes = bench.Build("2/2");

        Assert.That(predicted, Is.EqualTo("Depends Depends"));
        Assert.That(causes.Select(cause => cause.Kind), Has.No.Member(CauseKind.OutsideKey));
        Assert.That(bench.ReasonToBuild(), Is.Null);
        Assert.That(bench.Predict(), Is.EqualTo("Cached Cached"));
    }

    [Test]
    public void A_step_that_failed_after_an_interrupted_build_has_no_result()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY a /\n");
        bench.Write("a", "1");
        bench.Build();
        bench.Write("a", "2");
        bench.Interrupt();
        bench.Build(succeeded: false);

        Assert.That(bench.Predict(), Is.EqualTo("Runs"));
    }

    [Test]
    public void A_change_that_buildx_may_not_see_is_no_result_of_an_interrupted_build()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY a /\n");
        bench.WriteHidden("a", "1");
        bench.Build();
        bench.WriteHidden("a", "2");
        bench.Interrupt();

        Assert.That(bench.Build("none")[0].Kind, Is.EqualTo(CauseKind.OutsideKey));
        Assert.That(bench.ReasonToBuild(), Does.StartWith("step 1/1: it may have the old content of a"));
    }

    [Test]
    public void What_a_build_has_begun_itself_is_no_earlier_result()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY a /\n");
        bench.Write("a", "1");
        bench.Build();
        bench.Write("a", "2");

        Assert.That(bench.Build("none")[0].Sentence, Does.Contain("that no recorded build is known to have created"));
        Assert.That(bench.Predict(), Is.EqualTo("Depends"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void What_a_link_leads_to_may_be_the_same()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY code /code\n");
        bench.Write("code/a", "1");
        bench.Build();
        Directory.Move(bench.PathOf("code"), bench.PathOf("code2"));
        File.CreateSymbolicLink(bench.PathOf("code"), "code2");

        Assert.That(bench.Predict(), Is.EqualTo("Depends"));
        Assert.That(bench.Build("none"), Is.Empty);
        Assert.That(bench.ReasonToBuild(), Is.Null);
    }

    [TestCase("FROM example/base:1")]
    [TestCase("FROM docker.io/example/other@sha256:1111111111111111111111111111111111111111111111111111111111111111")]
    public void Another_name_of_the_base_decides_nothing(string from)
    {
        using var bench = new LedgerBench($"FROM {Base}\nCOPY a /\nWORKDIR /app\nRUN one\n");
        bench.Write("a", "1");
        bench.Build();

        bench.Write("Dockerfile", $"{from}\nCOPY a /\nWORKDIR /app\nRUN one\n");

        // The digest of a tag is not known without the engine.
        Assert.That(bench.Predict(), Is.EqualTo(from.Contains('@', StringComparison.Ordinal) ? "Cached Cached Cached" : "Depends Depends Depends"));
    }

    [TestCase("RUN <<EOT\necho x > /x\nEOT\n", "RUN <<'END'\necho x > /x\nEND\n", "Cached")]
    [TestCase("RUN <<EOT\necho x > /x\nEOT\n", "RUN <<-EOT\n\techo x > /x\nEOT\n", "Cached")]
    [TestCase("RUN <<EOT\n#!/bin/sh\necho x > /x\nEOT\n", "RUN <<END\n#!/bin/sh\necho x > /x\nEND\n", "Runs")]
    [TestCase("RUN sh <<EOT\necho x > /x\nEOT\n", "RUN sh <<END\necho x > /x\nEND\n", "Runs")]
    [TestCase("RUN one\n", "RUN --network=none one\n", "Runs")]
    [TestCase("RUN one\n", "RUN --network=host one\n", "Cached")]
    [TestCase("RUN one\n", "RUN --network=default one\n", "Cached")]
    public void An_edited_instruction_runs_if_BuildKit_sees_a_difference(string before, string after, string expected)
    {
        using var bench = new LedgerBench($"FROM scratch\n{before}");
        bench.Settings = bench.Settings with { Network = "host" };
        bench.Build();

        bench.Write("Dockerfile", $"FROM scratch\n{after}");

        Assert.That(bench.Predict(), Is.EqualTo(expected));
    }

    [Test]
    public void A_COPY_with_link_does_not_depend_on_the_step_before_it()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY a /\nCOPY --link b /\nRUN one\n");
        bench.Write("a", "1");
        bench.Write("b", "1");
        bench.Build();

        bench.Write("a", "2");

        Assert.That(bench.Predict(), Is.EqualTo("Runs Depends Depends"));
    }

    [Test]
    public void A_COPY_with_link_on_a_result_of_another_image_may_run()
    {
        const string Link = "COPY --link b /\n";
        using var bench = new LedgerBench($"FROM scratch\nRUN one\n{Link}");
        bench.Write("b", "1");
        bench.Build();
        bench.Write("Dockerfile", "FROM scratch\nRUN two\n");
        bench.Build();

        bench.Write("Dockerfile", $"FROM scratch\nRUN two\n{Link}");

        Assert.That(bench.Predict(), Is.EqualTo("Cached Depends"));
    }

    private static PrecedingBuilds After(params StepPrediction[] steps)
    {
        var preceding = new PrecedingBuilds();
        preceding.Add(new BuildxBuildSettings(), new BuildPrediction { Lines = [], Steps = steps });
        return preceding;
    }
}
