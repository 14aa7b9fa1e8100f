using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

public sealed class CauseSpecs
{
    private LedgerBench _bench = null!;

    [SetUp]
    public void Create() => _bench = ServiceBench.Create();

    [TearDown]
    public void Delete() => _bench.Dispose();

    [Test]
    public void The_first_build_has_no_other_cause()
    {
        using var bench = new LedgerBench(ServiceBench.Dockerfile);
        bench.Write("requirements.txt", "");
        bench.Write("app/main.py", "1");

        Assert.That(bench.Build()[0].Kind, Is.EqualTo(CauseKind.FirstBuild));
    }

    [Test]
    public void Another_time_of_the_image_changes_the_folder_of_WORKDIR()
    {
        using var bench = new LedgerBench("FROM scratch\nWORKDIR /app\nRUN build\n");
        bench.Settings = bench.Settings.AddBuildArg("SOURCE_DATE_EPOCH", "1");
        bench.Build();
        bench.Settings = bench.Settings.AddBuildArg("SOURCE_DATE_EPOCH", "2");

        var cause = bench.Build("1/2")[0];

        Assert.That((cause.Kind, cause.Advice), Is.EqualTo((CauseKind.Argument, (string?)null)));
        Assert.That(cause.Sentence, Is.EqualTo("the variable SOURCE_DATE_EPOCH changed from '1' to '2'"));
    }

    [Test]
    public void An_argument_concerns_every_RUN_after_it_and_is_declared_too_early_for_those_that_do_not_name_it()
    {
        _bench.Settings = _bench.Settings.AddBuildArg("VERSION", "2");

        var cause = _bench.Build("builder 2/4", "builder 3/4", "builder 4/4")[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.Argument));
        Assert.That(cause.Sentence, Is.EqualTo("the variable VERSION changed from '1' to '2'"));
        Assert.That(cause.Advice, Does.Contain("Declare it after this step"));
        Assert.That(cause.Followers, Is.EqualTo(2));
    }

    [Test]
    public void The_value_of_an_argument_that_looks_like_a_credential_is_never_written()
    {
        const string secret = "correct-horse-battery";
        _bench.Write("Dockerfile", ServiceBench.Dockerfile.Replace("VERSION", "API_TOKEN", StringComparison.Ordinal));
        _bench.Settings = _bench.Settings.AddBuildArg("API_TOKEN", secret);
        _bench.Build();
        _bench.Settings = _bench.Settings.AddBuildArg("API_TOKEN", secret + "2");

        var cause = _bench.Build("builder 2/4")[0];

        Assert.That(cause.Sentence, Is.EqualTo("the hidden value of the variable API_TOKEN changed"));
        foreach (var file in Directory.EnumerateFiles(_bench.Ledgers, "*", SearchOption.AllDirectories))
            Assert.That(File.ReadAllText(file), Does.Not.Contain(secret), file);
    }

    [Test]
    public void A_changed_secret_does_not_run_a_step()
    {
        _bench.Settings = _bench.Settings with { Secret = [BuildSecret.FromValue("token", "correct-horse-1")] };
        _bench.Build("none");
        _bench.Settings = _bench.Settings with { Secret = [BuildSecret.FromValue("token", "correct-horse-2")] };

        var steps = _bench.PredictSteps();
        var cause = _bench.Build("none")[0];

        Assert.That(
            steps.Select(step => step.Unnoticed).OfType<string>(),
            Is.EqualTo(["the secret token changed: the values of secrets are not part of BuildKit's key"]));

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.OutsideKey));
        Assert.That(cause.Sentence, Does.Contain("although the secret token changed"));
        // A skipped build would not warn.
        Assert.That(_bench.ReasonToBuild(), Does.StartWith("step builder 4/4: it was cached although the secret token changed"));
        Assert.That(_bench.Build("none")[0].Kind, Is.EqualTo(CauseKind.OutsideKey));

        _bench.Build("builder 4/4");
        Assert.That(_bench.ReasonToBuild(), Is.Null);
    }

    [Test]
    public void A_result_remembers_the_secret_that_it_was_created_with()
    {
        void Set(string version, string secret)
        {
            _bench.Settings = _bench.Settings with { BuildArg = null, Secret = [BuildSecret.FromValue("token", secret)] };
            _bench.Settings = _bench.Settings.AddBuildArg("VERSION", version);
        }

        Set("1", "correct-horse-1");
        _bench.Build();
        Set("2", "correct-horse-2");
        _bench.Build();
        Set("1", "correct-horse-2");

        Assert.That(_bench.PredictSteps().Select(step => step.Unnoticed).OfType<string>().Single(), Does.StartWith("the secret token changed"));
        Assert.That(_bench.Build("none").Single(cause => cause.Kind == CauseKind.OutsideKey).Sentence, Does.Contain("although the secret token changed"));

        Set("2", "correct-horse-2");
        Assert.That(_bench.Build("none").Where(cause => cause.Kind == CauseKind.OutsideKey), Is.Empty);
    }

    [Test]
    public void An_edited_instruction_is_told_from_a_new_one()
    {
        _bench.Write("Dockerfile", ServiceBench.Dockerfile.Replace("pip install -r", "pip install --no-deps -r", StringComparison.Ordinal));
        Assert.That(_bench.Build("builder 2/4")[0].Kind, Is.EqualTo(CauseKind.Instruction));

        _bench.Write("Dockerfile", ServiceBench.Dockerfile.Replace("COPY app", "RUN something\nCOPY app", StringComparison.Ordinal));
        _bench.Build("none");
        _bench.Write("Dockerfile", ServiceBench.Dockerfile.Replace("COPY app", "RUN first\nRUN something\nCOPY app", StringComparison.Ordinal));
        Assert.That(_bench.Build("builder 3/6")[0].Kind, Is.EqualTo(CauseKind.NewStep));
    }

    [Test]
    public void A_comment_and_other_white_space_change_nothing()
    {
        _bench.Write("Dockerfile", ServiceBench.Dockerfile.Replace("RUN pip install", "# comment\nrun   pip install", StringComparison.Ordinal));

        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached Cached Cached Cached Cached"));
    }

    [Test]
    public void A_flag_without_cache_is_the_cause()
    {
        _bench.Settings = _bench.Settings with { NoCache = true };
        var cause = _bench.Build()[0];
        Assert.That(cause.Kind, Is.EqualTo(CauseKind.NoCache));
        Assert.That(cause.Advice, Is.EqualTo("./build.sh DockerRebuild runs every RUN again and keeps the cache mounts."));

        _bench.Settings = _bench.Settings with { NoCache = null, NoCacheFilter = ["builder"] };
        Assert.That(_bench.Build("builder 1/4", "builder 2/4", "builder 3/4", "builder 4/4")[0].Kind, Is.EqualTo(CauseKind.NoCacheFilter));
    }

    [Test]
    public void Another_engine_is_the_cause_if_nothing_else_changed()
    {
        _bench.Engine = "engine-2";

        Assert.That(_bench.Build()[0].Kind, Is.EqualTo(CauseKind.Builder));
    }

    [Test]
    public void A_result_that_the_builder_lost_was_pruned() => Assert.That(_bench.Build()[0].Kind, Is.EqualTo(CauseKind.CachePruned));

    [Test]
    public void A_step_that_did_not_finish_runs_again()
    {
        _bench.Write("app/main.py", "3");
        using (var failed = new LedgerBench())
            Assert.That(failed.ReasonToBuild(), Is.EqualTo("not planned"));
        _bench.Build(succeeded: false, "builder 3/4");

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo("the last build failed"));
    }

    [Test]
    public void The_files_of_another_stage_may_be_the_same_after_it_ran()
    {
        _bench.Write("app/main.py", "3");

        var causes = _bench.Build("builder 3/4", "builder 4/4");

        Assert.That(causes[^1].Kind, Is.EqualTo(CauseKind.CachedAnyway));
        Assert.That(causes[^1].Sentence, Does.Contain("although stage builder ran again"));
    }

    [Test]
    public void A_step_after_files_of_another_stage_that_another_build_has_copied_ran_because_of_that_stage()
    {
        _bench.Write("app/main.py", "3");

        var causes = _bench.Build("builder 3/4", "builder 4/4", "stage-1 2/2");

        Assert.That(causes[^1].Kind, Is.EqualTo(CauseKind.SourceStage));
        Assert.That(causes[^1].Sentence, Does.StartWith("before it, in stage-1 1/2, the files that it reads from stage builder differ"));
    }

    [Test]
    public void Predictions_follow_the_change()
    {
        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached Cached Cached Cached Cached"));

        _bench.Write("app/main.py", "3");
        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached Runs Runs Depends Depends"));

        _bench.Build("builder 3/4", "builder 4/4", "stage-1 1/2", "stage-1 2/2");
        _bench.Write("app/main.py", "1");
        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached Cached Cached Cached Cached"));

        _bench.Engine = "engine-2";
        Assert.That(_bench.Predict(), Is.EqualTo("Runs Runs Runs Runs Runs Runs"));
    }

    [TestCase("FROM scratch AS one\nCOPY app /\n", null)]
    [TestCase("FROM scratch\nRUN true\n", null)]
    [TestCase("FROM scratch\nRUN --mount=type=cache,target=/c true\n", "stage-0")]
    [TestCase("FROM scratch\nRUN --mount=type=secret,id=x true\n", "stage-0")]
    [TestCase("FROM scratch\nRUN --mount=type=bind,target=/b true\n", "stage-0")]
    [TestCase("FROM scratch\nRUN --mount=type=tmpfs,target=/t true\n", "stage-0")]
    [TestCase("FROM scratch\nRUN --mount=type=ssh true\n", "stage-0")]
    [TestCase("FROM scratch AS one\nCOPY --from=alpine / /\n", "one")]
    [TestCase("FROM scratch AS one\nCOPY app /\nFROM one\nRUN true\n", "one")]
    public void A_stage_is_named_as_in_the_progress_of_BuildKit(string dockerfile, string? stage)
    {
        _bench.Write("Dockerfile", dockerfile);

        Assert.That(_bench.Open().Planned!.Steps[0].Stage, Is.EqualTo(stage));
    }

    [Test]
    public void A_step_names_the_stage_that_it_reads_and_not_one_that_a_cached_step_before_it_reads()
    {
        const string TwoStages = """
            FROM scratch AS one
            COPY app /s
            RUN create
            FROM scratch
            COPY --from=one /o /o
            RUN --mount=type=bind,from=one,source=/s,target=/s use

            """;
        using var bench = new LedgerBench(TwoStages);
        bench.Write("app/main.py", "1");
        bench.Build();
        bench.Write("app/main.py", "2");

        var causes = bench.Build("one 1/2", "one 2/2", "stage-1 2/2");

        var cause = causes.Single(cause => cause.Stage == "stage-1" && cause.Number == 2);
        Assert.That(cause.Sentence, Is.EqualTo("the files that it reads from stage one differ"));
    }

    [Test]
    public void Images_of_one_build_are_no_earlier_builds_of_each_other()
    {
        using var bench = new LedgerBench("FROM scratch\nRUN shared\n") { Image = "one" };
        using var one = bench.Begin();
        bench.Image = "two";
        using var two = bench.Begin();

        bench.Record(one, succeeded: true);

        Assert.That(bench.Record(two, succeeded: true)[0].Kind, Is.EqualTo(CauseKind.FirstBuild));
    }

    [Test]
    public void A_step_that_BuildKit_reports_for_another_image_of_the_build_has_its_result()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY f /f\n") { Image = "one" };
        bench.Write("f", "1");
        using var one = bench.Begin();
        bench.Image = "two";
        using var two = bench.Begin();
        bench.Record(one, succeeded: true);

        var result = new BuildResult { Succeeded = true, Steps = [] };
        two.RecordAsync(result, engine: null, CancellationToken.None, one.Steps).GetAwaiter().GetResult();

        Assert.That(LedgerStore.Of(bench.Ledgers, "two", target: null).ReadLast()!.Steps.Single().Result, Is.EqualTo("ran"));
    }

    [Test]
    public void A_build_that_failed_before_its_first_step_is_compared_with_nothing()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY f /d/\n");
        bench.Write("f", "1");
        bench.Build();
        bench.Write("Dockerfile", "FROM scratch\nCOPY --parents f /d\n");
        bench.FailToParse();

        bench.Write("Dockerfile", "FROM scratch\nCOPY f /d/\n");

        Assert.That(bench.ReasonToBuild(), Is.Null);
        Assert.That(bench.Predict(), Is.EqualTo("Cached"));
    }

    [Test]
    public void A_step_that_follows_another_one_names_what_it_followed()
    {
        const string Start = "FROM scratch AS x\nCOPY f /f\n";
        using var bench = new LedgerBench(Start + "FROM scratch AS y\nCOPY --from=x /f /f\nCOPY g /g\n");
        bench.Write("f", "1");
        bench.Write("g", "1");
        bench.Build();

        bench.Write("Dockerfile", Start + "FROM scratch AS y\nCOPY g /g\nFROM y\nCOPY --from=x /f /f\n");

        Assert.That(bench.Build("y 1/1")[0].Sentence, Is.EqualTo("it no longer follows COPY --from=x /f /f"));
    }

    [Test]
    public void A_trigger_of_the_base_image_that_ran_is_the_cause_of_what_follows()
    {
        using var bench = new LedgerBench("FROM example/base@sha256:1111111111111111111111111111111111111111111111111111111111111111\nCOPY a /\nRUN one\n")
        {
            Trigger = "ONBUILD COPY other /",
        };
        bench.Write("a", "1");
        var first = bench.Build();
        bench.Write("a", "2");

        var causes = bench.Build();

        Assert.That(first.Select(cause => cause.Kind), Is.EqualTo([CauseKind.FirstBuild, CauseKind.ParentStep, CauseKind.ParentStep]));
        Assert.That(causes.Select(cause => cause.Instruction), Is.EqualTo(["ONBUILD COPY other /", "COPY a /", "RUN one"]));
        Assert.That(causes[0].Sentence, Does.StartWith("it is an ONBUILD instruction of the base image"));
        Assert.That(causes[0].Followers, Is.EqualTo(2));
        Assert.That(causes[1].Sentence, Is.EqualTo("the step before it ran: 2/4"));
        Assert.That(causes.Count(cause => cause.IsRoot), Is.EqualTo(1));
    }
}
