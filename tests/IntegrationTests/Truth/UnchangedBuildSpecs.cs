using System.Text.Json;

namespace IntegrationTests.Truth;

/// <summary>A second build of an unchanged repository.</summary>
[Category("Truth")]
public sealed class UnchangedBuildSpecs
{
    [Test]
    public async Task A_second_build_sends_no_file_and_runs_no_step()
    {
        using var repository = await SmallRepository.CreateAsync("truth");
        repository.Write("Dockerfile", "FROM scratch\nCOPY . /app/\nCOPY main.py /again/\n").Write("main.py", Guid.NewGuid().ToString());
        var first = await repository.RunAsync("DockerBuild");
        Assert.That(first.ExitCode, Is.Zero, first.ToString());

        var second = await repository.RunAsync("DockerBuild", "--force");
        var doctor = await repository.RunAsync("DockerDoctor");

        using var report = JsonDocument.Parse(File.ReadAllText(repository.PathOf("artifacts/docker/truth/report.json")));
        var results = report.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("result").GetString()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(second.ExitCode, Is.Zero, second.ToString());
            Assert.That(results, Has.All.EqualTo("Cached"), second.ToString());
            Assert.That(report.RootElement.GetProperty("contextBytes").GetInt64(), Is.LessThan(2000), "only the metadata of unchanged files is sent");
            Assert.That(File.ReadAllText(repository.PathOf(".dockerignore")), Does.Contain("artifacts/docker").And.Contain(".nuke/temp"));
            Assert.That(doctor.Output, Does.Not.Contain("is newer than"));
        });
    }

    [TestCase("DockerBuild", "truth")]
    [TestCase("DockerBake", "truth")]
    [TestCase("DockerComposeBuild", "truth-api")]
    public async Task A_build_is_skipped_until_an_input_changes_or_the_image_is_deleted(string target, string image)
    {
        const string skipped = "Nothing has changed since the build of";
        using var repository = await SmallRepository.CreateAsync("truth");
        repository.Write("Dockerfile", "FROM scratch\nCOPY main.py /\n").Write("main.py", Guid.NewGuid().ToString())
            .Write("compose.yaml", $"services:\n  api:\n    image: {image}\n    build: .\n");
        var first = await repository.RunAsync(target);

        var unchanged = await repository.RunAsync(target);
        await Shell.RunAsync(await TestEngine.ConnectAsync(), $"docker image rm --force {image}", repository.Root);
        var deleted = await repository.RunAsync(target);
        repository.Write("main.py", Guid.NewGuid().ToString());
        var changed = await repository.RunAsync(target);

        Assert.Multiple(() =>
        {
            Assert.That((first.ExitCode, unchanged.ExitCode, deleted.ExitCode, changed.ExitCode), Is.EqualTo((0, 0, 0, 0)), $"{first}\n{unchanged}");
            Assert.That(first.Output, Does.Not.Contain(skipped));
            Assert.That(unchanged.Output, Does.Contain(skipped));
            Assert.That(deleted.Output, Does.Not.Contain(skipped));
            Assert.That(changed.Output, Does.Not.Contain(skipped));
        });
    }

    [TestCase("DockerBake")]
    [TestCase("DockerComposeBuild")]
    public async Task Of_several_images_those_with_a_change_are_built(string target)
    {
        using var repository = await SmallRepository.CreateAsync("truth-one=one;truth-two=two");
        repository.Write("compose.yaml", "services:\n  one: {image: truth-one, build: one}\n  two: {image: truth-two, build: two}\n");
        foreach (var name in new[] { "one", "two" })
            repository.Write($"{name}/Dockerfile", "FROM scratch\nCOPY file /\n").Write($"{name}/file", Guid.NewGuid().ToString());
        var connection = await TestEngine.ConnectAsync();
        var first = await repository.RunAsync(target);
        var before = await IdsAsync();

        repository.Write("one/file", Guid.NewGuid().ToString());
        var second = await repository.RunAsync(target);
        var after = await IdsAsync();
        var third = await repository.RunAsync(target);

        Assert.Multiple(() =>
        {
            Assert.That((first.ExitCode, second.ExitCode, third.ExitCode), Is.EqualTo((0, 0, 0)), $"{first}\n{second}");
            Assert.That(second.Output, Does.Contain("truth-one is not skipped: file changed."));
            Assert.That(second.Output.Split("Nothing has changed since the build of"), Has.Length.EqualTo(2), "the other image is up to date");
            Assert.That(second.Output, Does.Match($"{target} +Succeeded.*Images: 2"));
            Assert.That(after[0], Is.Not.EqualTo(before[0]));
            Assert.That(after[1], Is.EqualTo(before[1]));
            Assert.That(third.Output.Split("Nothing has changed since the build of"), Has.Length.EqualTo(3));
        });

        async Task<string[]> IdsAsync() => (await Shell.RunAsync(
            connection, "docker image inspect --format '{{.Id}}' truth-one truth-two", repository.Root)).Trim().Split('\n');
    }

    [Test]
    public async Task A_build_with_nothing_to_do_is_predicted_to_be_skipped()
    {
        using var repository = await SmallRepository.CreateAsync("truth-same=same");
        repository.Write("same/Dockerfile", "FROM scratch\nCOPY file /\n").Write("same/file", Guid.NewGuid().ToString());
        var built = await repository.RunAsync("DockerBuild");

        var predicted = await repository.RunAsync("DockerPredict");

        Assert.That((built.ExitCode, predicted.ExitCode), Is.EqualTo((0, 0)), $"{built}\n{predicted}");
        Assert.That(predicted.Output, Does.Contain("truth-same: nothing has changed, the build will be skipped"));
    }

    [Test]
    public async Task The_services_of_a_compose_project_are_predicted()
    {
        using var repository = await SmallRepository.CreateAsync("truth-one=one;truth-two=two");
        const string Inline = "{context: two, dockerfile_inline: \"FROM scratch\\nCOPY file /\\n\"}";
        repository.Write("compose.yaml", $"services:\n  one: {{image: truth-one, build: one}}\n  two: {{image: truth-two, build: {Inline}}}\n")
            .Write("one/Dockerfile", "FROM scratch\nCOPY file /\n");
        foreach (var name in new[] { "one", "two" })
            repository.Write($"{name}/file", Guid.NewGuid().ToString());
        var built = await repository.RunAsync("DockerComposeBuild");

        var unchanged = await PredictAsync();
        repository.Write("one/file", Guid.NewGuid().ToString());
        var changed = await PredictAsync("--docker-predict-fail-on-run");
        var other = await PredictAsync("--docker-predict-fail-on-run", "--docker-compose-service", "two");
        repository.Write("two/file", Guid.NewGuid().ToString());
        var inline = await PredictAsync();
        repository.Write("compose.yaml", "services:\n  one: {image: truth-one, build: {context: one, no_cache: true}}\n");
        var uncached = await PredictAsync();

        Assert.Multiple(() =>
        {
            Assert.That((built.ExitCode, unchanged.ExitCode, changed.ExitCode, other.ExitCode), Is.EqualTo((0, 0, 3, 0)), $"{built}\n{unchanged}\n{other}");
            Assert.That(unchanged.Output, Does.Contain("truth-one: nothing has changed").And.Contain("truth-two: nothing has changed"));
            Assert.That(changed.Output, Does.Contain("COPY file / runs: file changed").And.Contain("truth-two: nothing has changed"));
            Assert.That(other.Output, Does.Not.Contain("truth-one"));
            Assert.That(uncached.Output, Does.Contain("COPY file / runs: the build runs with --no-cache"));
            Assert.That(inline.Output, Does.Match("truth-two: 0 cached, 1 will run.*\n.*COPY file / runs: file changed"));
        });

        Task<Run> PredictAsync(params string[] arguments) => repository.RunAsync(["DockerPredict", "--docker-predict-compose", .. arguments]);
    }

    [Test]
    public async Task An_image_on_a_base_that_the_same_run_has_replaced_is_built_by_the_next_run()
    {
        using var repository = await SmallRepository.CreateAsync("truth-base=base;truth-app=app");
        repository.Write("base/Dockerfile", "FROM scratch\nCOPY file /base\n").Write("base/file", Guid.NewGuid().ToString())
            .Write("app/Dockerfile", "FROM truth-base:latest\nCOPY file /app\n").Write("app/file", Guid.NewGuid().ToString());
        var connection = await TestEngine.ConnectAsync();
        var first = await repository.RunAsync("DockerBuild");
        repository.Write("base/file", Guid.NewGuid().ToString());

        // The targets of a bake run at the same time.
        var second = await repository.RunAsync("DockerBake");
        await repository.RunAsync("DockerBake");
        var last = await repository.RunAsync("DockerBake");
        var layers = await Shell.RunAsync(
            connection, "docker image inspect --format '{{index .RootFS.Layers 0}}' truth-base truth-app", repository.Root);

        Assert.Multiple(() =>
        {
            Assert.That((first.ExitCode, second.ExitCode, last.ExitCode), Is.EqualTo((0, 0, 0)), $"{first}\n{second}");
            Assert.That(layers.Trim().Split('\n').Distinct().Count(), Is.EqualTo(1), "the app has the first layer of the base");
            Assert.That(last.Output.Split("Nothing has changed since the build of"), Has.Length.EqualTo(3));
        });
    }

    [Test]
    public async Task A_build_over_its_budget_is_marked_in_its_report_and_in_the_history()
    {
        using var repository = await SmallRepository.CreateAsync("truth");
        repository.Write("Dockerfile", "FROM scratch\nCOPY main.py /\n").Write("main.py", Guid.NewGuid().ToString());
        await repository.RunAsync("DockerBuild");
        repository.Write("main.py", Guid.NewGuid().ToString());

        var build = await repository.RunAsync("DockerBuild", "--docker-minimum-hit-rate", "90");
        var history = await repository.RunAsync("DockerHistory");
        var explained = await repository.RunAsync("DockerExplain", "--docker-explain-build", "0");

        const string over = "0 % of its steps were cached, less than --docker-minimum-hit-rate 90";
        Assert.Multiple(() =>
        {
            Assert.That(build.ExitCode, Is.EqualTo(4), build.ToString());
            Assert.That(build.Output, Does.Contain($"The image was built, but {over}"));
            Assert.That(ReportText("report.md"), Does.Contain("### ❌ `truth`").And.Contain($"Over budget: {over}"));
            Assert.That(ReportText("report.html"), Does.Contain($"Over budget: {over}"));
            Assert.That(history.Output, Does.Match("(?m)0  .*over budget, main.py changed"));
            Assert.That(history.Output, Does.Match("(?m)1  .*no earlier build of the image is known"));
            Assert.That(explained.Output, Does.Contain("COPY main.py / ran: main.py changed"));
        });

        string ReportText(string name) => File.ReadAllText(repository.PathOf($"artifacts/docker/truth/{name}"));
    }

    [Test]
    public async Task A_compose_file_that_builds_something_else_is_not_skipped()
    {
        using var repository = await SmallRepository.CreateAsync("truth");
        // Content that no other build has.
        repository.Write("Dockerfile", "FROM scratch\nARG NAME=a\nCOPY main.py /$NAME\n").Write("main.py", Guid.NewGuid().ToString())
            .Write("compose.yaml", "services:\n  api:\n    image: truth-args\n    build: .\n");
        await repository.RunAsync("DockerComposeBuild");
        repository.Write("compose.yaml", "services:\n  api:\n    image: truth-args\n    build: {context: ., args: {NAME: b}}\n");

        var run = await repository.RunAsync("DockerComposeBuild");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Not.Contain("Nothing has changed since"));
        Assert.That(run.Output, Does.Contain("COPY main.py /$NAME ran: its destination changed from '/a' to '/b'"));
    }

    [Test]
    public async Task Without_permission_to_change_ignore_files_the_lines_are_printed()
    {
        using var repository = await SmallRepository.CreateAsync("truth");
        repository.Write("Dockerfile", "FROM scratch\nCOPY . /app/\n");

        var run = await repository.RunAsync("DockerBuild", "--docker-cache-ignored", "false");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            Assert.That(run.Output, Does.Contain("Add to .dockerignore: .nuke/temp"));
            Assert.That(File.Exists(repository.PathOf(".dockerignore")), Is.False);
        });
    }

    [Test]
    public async Task A_Dockerfile_that_copies_none_of_these_files_gets_no_ignore_file()
    {
        using var repository = await SmallRepository.CreateAsync("truth");
        repository.Write("Dockerfile", "FROM scratch\nCOPY app /app/\n").Write("app/main.py", "x");

        var run = await repository.RunAsync("DockerBuild");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(File.Exists(repository.PathOf(".dockerignore")), Is.False);
    }
}
