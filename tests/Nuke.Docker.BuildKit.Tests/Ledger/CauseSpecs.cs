using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Ledger;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

public sealed class CauseSpecs
{
    private const string Dockerfile = """
        FROM scratch AS builder
        ARG VERSION=1
        COPY requirements.txt /
        RUN pip install -r requirements.txt
        COPY app /app
        RUN --mount=type=secret,id=token build $VERSION
        FROM scratch
        COPY --from=builder /out /out
        RUN check

        """;

    private LedgerBench _bench = null!;

    [SetUp]
    public void Create()
    {
        _bench = new LedgerBench(Dockerfile);
        _bench.Write("requirements.txt", "httpx==0.27.0\nanyio==4.0\n");
        _bench.Write("app/main.py", "1");
        _bench.Write("app/util.py", "2");
        _bench.Build();
    }

    [TearDown]
    public void Delete() => _bench.Dispose();

    [Test]
    public void The_first_build_has_no_other_cause()
    {
        using var bench = new LedgerBench(Dockerfile);
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
    public void A_changed_file_is_named_and_the_steps_after_it_are_counted()
    {
        _bench.Write("app/main.py", "3");

        var causes = _bench.Build("builder 3/4", "builder 4/4", "stage-1 1/2", "stage-1 2/2");

        Assert.That(causes[0].Kind, Is.EqualTo(CauseKind.FileContent));
        Assert.That(causes[0].Sentence, Is.EqualTo("app/main.py changed"));
        Assert.That(causes[0].Details, Is.EqualTo(["app/main.py"]));
        Assert.That(causes[0].Followers, Is.EqualTo(3));
        Assert.That(causes[0].FollowerSeconds, Is.EqualTo(3));
        Assert.That(causes.Select(cause => cause.Kind), Is.EqualTo(
            [CauseKind.FileContent, CauseKind.ParentStep, CauseKind.SourceStage, CauseKind.ParentStep]));
    }

    [Test]
    public void Files_that_the_ignore_file_excludes_now_are_not_said_to_be_removed()
    {
        _bench.Write(".dockerignore", "app/util.py\n");

        var excluded = _bench.Build("builder 3/4")[0].Sentence;
        _bench.Write(".dockerignore", "docs\n");
        var included = _bench.Build("builder 3/4")[0].Sentence;

        Assert.That(excluded, Is.EqualTo("app/util.py is no longer in the context, whose ignore file changed"));
        Assert.That(included, Is.EqualTo("app/util.py is now in the context, whose ignore file changed"));
    }

    [Test]
    public void Files_of_another_folder_with_the_same_content_were_not_renamed()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY conf /c\n");
        bench.Write("conf/a", "1");
        bench.Write("pk/b", "1");
        bench.Build();

        bench.Write("Dockerfile", "FROM scratch\nCOPY pk /c\n");

        Assert.That(bench.Build()[0].Sentence, Is.EqualTo("its sources changed from 'conf' to 'pk'; pk, pk/b are now read; conf, conf/a are no longer read"));
    }

    [Test]
    public void An_edit_of_the_ignore_file_is_no_cause_of_a_file_that_it_does_not_name()
    {
        _bench.Write(".dockerignore", "docs\n");
        _bench.Build();

        _bench.Write(".dockerignore", "docs\nother\n");
        _bench.Write("app/new.py", "");
        var added = _bench.Build("builder 3/4")[0].Sentence;
        _bench.Write(".dockerignore", "docs\nanother\n");
        File.Delete(_bench.PathOf("app/new.py"));
        var removed = _bench.Build("builder 3/4")[0].Sentence;

        Assert.That((added, removed), Is.EqualTo(("app/new.py was added", "app/new.py was removed")));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_line_break_in_a_name_does_not_end_the_sentence()
    {
        _bench.Write("app/new\nline.py", "");

        Assert.That(_bench.Build("builder 3/4")[0].Sentence, Is.EqualTo(@"app/new\x0aline.py was added"));
    }

    [Test]
    public void A_changed_requirement_is_named_by_package_and_version()
    {
        _bench.Write("requirements.txt", "httpx==0.28.1\nanyio==4.0\n");

        var cause = _bench.Build("builder 1/4")[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.Packages));
        Assert.That(cause.Sentence, Is.EqualTo("requirements.txt changed: httpx 0.27.0 → 0.28.1"));
    }

    [Test]
    public void Permissions_are_shown_as_octal_numbers()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no permissions of this kind.");
            return;
        }

        File.SetUnixFileMode(_bench.PathOf("app/main.py"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var cause = _bench.Build("builder 3/4")[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.FileMode));
        Assert.That(cause.Sentence, Does.StartWith("the permissions of app/main.py changed from 0").And.EndsWith("to 0600"));
        Assert.That(cause.Advice, Does.Contain("--chmod"));
    }

    [Test]
    public void A_renamed_file_is_neither_added_nor_removed()
    {
        File.Move(_bench.PathOf("app/util.py"), _bench.PathOf("app/tools.py"));

        var cause = _bench.Build("builder 3/4")[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.FileRenamed));
        Assert.That(cause.Sentence, Is.EqualTo("app/util.py was renamed to app/tools.py"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_folder_that_became_a_link_and_back_is_one_change()
    {
        var folder = _bench.PathOf("app");
        Directory.Move(folder, _bench.PathOf("code"));
        File.CreateSymbolicLink(folder, "code");
        var linked = _bench.Build("builder 3/4")[0];

        File.Delete(folder);
        Directory.Move(_bench.PathOf("code"), folder);
        var back = _bench.Build("builder 3/4")[0];

        Assert.That(linked.Sentence, Does.EndWith("app is a link to code instead of a folder"));
        Assert.That(linked.Sentence, Does.Not.Contain("removed"));
        Assert.That(back.Sentence, Does.EndWith("app is a folder instead of a link to code").And.Not.Contain("added"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_link_with_another_target_is_named_with_both()
    {
        File.CreateSymbolicLink(_bench.PathOf("app/link"), "main.py");
        _bench.Build("builder 3/4");

        File.Delete(_bench.PathOf("app/link"));
        File.CreateSymbolicLink(_bench.PathOf("app/link"), "util.py");

        Assert.That(_bench.Build("builder 3/4")[0].Sentence, Is.EqualTo("the link app/link leads to util.py instead of main.py"));
    }

    [Test]
    public void Added_and_removed_files_are_named()
    {
        _bench.Write("app/new.py", "new");
        Assert.That(_bench.Build("builder 3/4")[0].Sentence, Is.EqualTo("app/new.py was added"));

        File.Delete(_bench.PathOf("app/new.py"));
        Assert.That(_bench.Build("builder 3/4")[0].Sentence, Is.EqualTo("app/new.py was removed"));
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
        _bench.Write("Dockerfile", Dockerfile.Replace("VERSION", "API_TOKEN", StringComparison.Ordinal));
        _bench.Settings = _bench.Settings.AddBuildArg("API_TOKEN", secret);
        _bench.Build();
        _bench.Settings = _bench.Settings.AddBuildArg("API_TOKEN", secret + "2");

        var cause = _bench.Build("builder 2/4")[0];

        Assert.That(cause.Sentence, Is.EqualTo("the hidden value of the variable API_TOKEN changed"));
        foreach (var file in Directory.EnumerateFiles(_bench.Ledgers, "*", SearchOption.AllDirectories))
            Assert.That(File.ReadAllText(file), Does.Not.Contain(secret), file);
    }

    [TestCase(".git/HEAD .git/logs/HEAD", "Add **/.git to .dockerignore, if the image doesn't need them.")]
    [TestCase("app/.coverage", "Add **/.coverage to .dockerignore, if the image doesn't need it.")]
    [TestCase("app/x.pyc a.log", "Add **/*.log and **/*.pyc to .dockerignore, if the image doesn't need them.")]
    [TestCase("Dockerfile", "Add Dockerfile to .dockerignore, if the image doesn't need it.")]
    [TestCase("app/Dockerfile.py", null)]
    [TestCase("Dockerfile app.py", null)]
    public void Files_that_an_image_rarely_needs_are_advised_against(string files, string? advice)
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY . /\n");
        bench.Write("app/main.py", "1");
        bench.Build();
        foreach (var file in files.Split(' '))
            bench.Write(file, file == "Dockerfile" ? "FROM scratch\nCOPY . /\n# comment\n" : "1");

        Assert.That(bench.Build()[0].Advice, Is.EqualTo(advice));
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
            Is.EqualTo(["the secret token changed: the values of secrets are not part of the key"]));

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
        _bench.Write("Dockerfile", Dockerfile.Replace("pip install -r", "pip install --no-deps -r", StringComparison.Ordinal));
        Assert.That(_bench.Build("builder 2/4")[0].Kind, Is.EqualTo(CauseKind.Instruction));

        _bench.Write("Dockerfile", Dockerfile.Replace("COPY app", "RUN something\nCOPY app", StringComparison.Ordinal));
        _bench.Build("none");
        _bench.Write("Dockerfile", Dockerfile.Replace("COPY app", "RUN first\nRUN something\nCOPY app", StringComparison.Ordinal));
        Assert.That(_bench.Build("builder 3/6")[0].Kind, Is.EqualTo(CauseKind.NewStep));
    }

    [Test]
    public void A_comment_and_other_white_space_change_nothing()
    {
        _bench.Write("Dockerfile", Dockerfile.Replace("RUN pip install", "# comment\nrun   pip install", StringComparison.Ordinal));

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
        Assert.That(causes[^1].Sentence, Does.StartWith("before it, in stage-1 1/2, the files that it reads from stage builder are others"));
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
        Assert.That(cause.Sentence, Is.EqualTo("the files that it reads from stage one are others"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void What_a_retargeted_link_leads_to_was_neither_added_nor_removed()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY current /app\n");
        bench.Write("v1/a", "1");
        bench.Write("v2/b", "2");
        File.CreateSymbolicLink(bench.PathOf("current"), "v1");
        bench.Build();
        File.Delete(bench.PathOf("current"));
        File.CreateSymbolicLink(bench.PathOf("current"), "v2");

        Assert.That(bench.Build("1/1")[0].Sentence, Is.EqualTo("the link current leads to v2 instead of v1"));
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
