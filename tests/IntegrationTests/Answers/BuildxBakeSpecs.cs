using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Answers;

/// <summary>Whole bakes on a real engine.</summary>
[Category("Answers")]
public sealed class BuildxBakeSpecs
{
    private readonly string _tag = Guid.NewGuid().ToString("N");
    private string _folder = null!;
    private EngineConnection _connection = null!;

    [SetUp]
    public async Task Create()
    {
        _connection = await TestEngine.ConnectAsync();
        _folder = Directory.CreateTempSubdirectory("bake-").FullName;
        Context("api", "FROM scratch AS base\nCOPY file /a\nFROM base AS runtime\nCOPY file /b\n");
        Context("web", "FROM scratch\nCOPY file /web\n");
        Context("broken", "FROM scratch\nCOPY absent /x\n");
    }

    [TearDown]
    public async Task Delete()
    {
        if (_folder is null)
            return;
        await Shell.RunAsync(_connection, $"docker image rm -f acme/api:{_tag} acme/web:{_tag} acme/broken:{_tag} 2>/dev/null || true");
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Each_target_has_a_report_of_its_own_steps()
    {
        var engine = _connection.Connect();
        var plan = Plan("api", "web");

        var reports = await BuildxTasks.BuildxBakeAsync(
            Settings(plan),
            new BuildxBakeOptions { Plan = plan, Engine = engine, ReportDirectory = target => Path.Combine(_folder, "reports", target) });

        Assert.That(reports.Select(report => report.Image), Is.EqualTo(["acme/api", "acme/web"]));
        Assert.That(
            reports.Select(report => string.Join(" | ", report.UserSteps.Select(step => $"{step.Stage} {step.Instruction}"))),
            Is.EqualTo(["base COPY file /a | runtime COPY file /b", " COPY file /web"]));
        foreach (var report in reports)
        {
            var image = (await engine.FindImageAsync(report.Tags[0]))!;
            Assert.That((report.Result.Digest, report.Result.Bytes, report.ExitCode), Is.EqualTo((image.Id, (long?)image.Size, 0)));
            Assert.That(
                BuildReportReader.Read(Path.Combine(_folder, "reports", report.Image["acme/".Length..], "report.json")).Result.Digest,
                Is.EqualTo(image.Id));
        }
    }

    [Test]
    public async Task A_second_bake_finds_everything_cached()
    {
        var plan = Plan("api", "web");
        await BuildxTasks.BuildxBakeAsync(Settings(plan), new BuildxBakeOptions { Plan = plan });

        var reports = await BuildxTasks.BuildxBakeAsync(Settings(plan), new BuildxBakeOptions { Plan = plan });

        Assert.That(reports.Select(report => report.HitRate), Is.All.EqualTo(1));
    }

    [Test]
    public async Task A_target_that_fails_is_told_apart_from_those_that_were_stopped_or_done()
    {
        var plan = Plan("broken", "web");

        var failure = await Assert.ThrowsAsync<DockerBuildException>(() =>
            BuildxTasks.BuildxBakeAsync(
                Settings(plan),
                new BuildxBakeOptions { Plan = plan, ReportDirectory = target => Path.Combine(_folder, "reports", target) }));

        var broken = BuildReportReader.Read(Path.Combine(_folder, "reports", "broken", "report.json"));
        var web = BuildReportReader.Read(Path.Combine(_folder, "reports", "web", "report.json"));
        Assert.That(failure!.Kind, Is.EqualTo(DockerFaultKind.MissingContextFile));
        Assert.That((broken.Fault, broken.ExitCode), Is.EqualTo((failure.Fault.Cause, 1)));
        Assert.That(web.Fault, Is.Null.Or.StartsWith("web was stopped because another target failed"));
    }

    [Test]
    public async Task A_file_of_one_s_own_is_asked_for_its_targets_first()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "docker-bake.hcl"), $$"""
            group "default" { targets = ["web"] }
            target "web" {
              context = "web"
              tags = ["acme/web:{{_tag}}"]
            }
            """);

        var reports = await BuildxTasks.BuildxBakeAsync(AnswerProcess.In(new BuildxBakeSettings(), _connection, _folder));

        Assert.That(reports.Single().UserSteps.Select(step => step.Instruction), Is.EqualTo(["COPY file /web"]));
        Assert.That(reports.Single().Tags, Is.EqualTo([$"acme/web:{_tag}"]));
    }

    private BakePlan Plan(params string[] names) =>
        BakePlan.Of(names.Select(name => new DockerImage($"acme/{name}") { Context = Path.Combine(_folder, name), Tags = [_tag] }), _folder);

    private BuildxBakeSettings Settings(BakePlan plan)
    {
        var path = Path.Combine(_folder, "docker-bake.json");
        File.WriteAllText(path, BakeFileWriter.ToJson(plan.File));
        return AnswerProcess.In(plan.ToSettings(path), _connection, _folder);
    }

    private void Context(string name, string dockerfile)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "Dockerfile"), dockerfile);
        File.WriteAllText(Path.Combine(folder, "file"), $"{name} {_tag}");
    }
}
