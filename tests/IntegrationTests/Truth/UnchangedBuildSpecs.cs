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
