using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.EndToEnd;

/// <summary><c>DockerBake</c> with two images, on a real engine.</summary>
[Category("EndToEnd")]
public sealed class DockerBakeSpecs
{
    private SmallRepository _repository = null!;

    [OneTimeSetUp]
    public async Task BakeOnce()
    {
        _repository = await SmallRepository.CreateAsync("bake-one=one;bake-two=two");
        foreach (var name in new[] { "one", "two" })
        {
            _repository.Write($"{name}/Dockerfile", "FROM scratch\nCOPY file /\n").Write($"{name}/file", $"{name} {Guid.NewGuid()}");
        }

        var first = await _repository.RunAsync("DockerBake");
        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(first.Output, Does.Match("DockerBake +Succeeded.*Images: 2"));
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        if (_repository is null)
            return;
        await Shell.RunAsync(await TestEngine.ConnectAsync(), "docker image rm -f bake-one bake-two");
        _repository.Dispose();
    }

    [Test]
    public async Task Each_image_has_its_report_and_its_cache()
    {
        var again = await _repository.RunAsync("DockerBake", "--force");

        Assert.That(again.ExitCode, Is.Zero, again.ToString());
        foreach (var name in new[] { "bake-one", "bake-two" })
        {
            var report = Report(name);
            Assert.That(
                (report.HitRate, report.Tags.Single(), report.UserSteps.Single().Instruction),
                Is.EqualTo(((double?)1, $"{name}:latest", "COPY file /")));
            Assert.That(report.CacheExports.Concat(report.CacheImports).Count(transfer => transfer.Succeeded), Is.EqualTo(2), "in and out");
        }
    }

    [Test]
    public async Task The_bake_file_is_left_to_be_looked_at()
    {
        var file = BakeFileReader.Read(await File.ReadAllTextAsync(_repository.PathOf(".nuke/temp/docker-bake.json")));

        Assert.That(file.Targets.Values.Select(target => target.CacheTo!.Count), Is.All.EqualTo(1));
    }

    [Test]
    public async Task A_target_that_fails_fails_the_build_with_the_exit_code_of_its_fault()
    {
        _repository.Write("two/Dockerfile", "FROM scratch\nCOPY absent /\n");

        var run = await _repository.RunAsync("DockerBake");

        _repository.Write("two/Dockerfile", "FROM scratch\nCOPY file /\n");
        Assert.That(run.ExitCode, Is.Not.Zero.And.Not.EqualTo(255), run.ToString());
        Assert.That(Report("bake-two").Fault, Is.Not.Null);
        Assert.That(run.Output, Does.Contain("absent"));
    }

    private BuildReport Report(string name) => BuildReportReader.Read(_repository.PathOf($"artifacts/docker/{name}/report.json"));
}
