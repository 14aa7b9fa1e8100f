using DockerTestSupport;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Tasks;

/// <summary>A command that can't succeed fails before a process starts.</summary>
public class CommandChecksSpecs
{
    private static readonly ToolVersions s_debian = new() { Buildx = new(0, 29, 1), BuildKit = new(0, 25, 2) };

    private FakeDockerTool _fake = null!;
    private TemporaryDirectory _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _fake = new FakeDockerTool();
        _folder = new TemporaryDirectory();
        _folder.Write("Dockerfile", "FROM scratch\n");
    }

    [TearDown]
    public void TearDown()
    {
        _fake.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task A_build_is_validated_against_the_versions_in_its_settings()
    {
        var settings = new BuildxBuildSettings { Versions = s_debian }.SetContext(_folder.Path)
            .SetProvenance(new ProvenanceAttestation { CompleteMaterials = true });

        var thrown = await Assert.ThrowsAsync<InvalidSettingException>(() => BuildxTasks.BuildxBuildAsync(settings));

        Assert.That(thrown!.Message, Does.Contain("complete-materials needs BuildKit 0.31.0; 0.25.2 is installed"));
        Assert.That(_fake.Calls, Is.Empty);
    }

    [Test]
    public async Task Warnings_are_printed_and_come_before_the_error()
    {
        var settings = new BuildxBuildSettings { Versions = s_debian }
            .SetContext(_folder.Path)
            .AddBuildArg("API_TOKEN", "x")
            .SetProvenance(new ProvenanceAttestation { CompleteMaterials = true });
        var printed = new List<string>();

        await Assert.ThrowsAsync<InvalidSettingException>(() =>
            BuildxTasks.BuildxBuildAsync(settings, new BuildxBuildOptions { Print = (level, line) => printed.Add($"{level} {line}") }));

        Assert.That(printed, Has.Exactly(1).StartsWith($"{ProgressLevel.Warning} --build-arg API_TOKEN"));
    }

    [Test]
    public async Task A_bake_is_validated_with_all_builds_of_its_plan()
    {
        var cache = new RegistryCacheTo("registry.example/cache:main") { Mode = CacheMode.Max };
        BuildxBuildSettings Build(string tag) => new BuildxBuildSettings().SetContext(_folder.Path).AddTag(tag).AddCacheTo(cache);
        var plan = BakePlan.Of([("a", Build("a")), ("b", Build("b"))]);

        var file = Path.Combine(_folder.Path, "docker-bake.json");

        var thrown = await Assert.ThrowsAsync<InvalidSettingException>(() =>
            BuildxTasks.BuildxBakeAsync(new BuildxBakeSettings { Versions = s_debian }, new BuildxBakeOptions { Plan = plan, PlanFile = file }));

        Assert.That(thrown!.Message, Does.Contain("a and b write to the same location"));
        Assert.That(File.Exists(file), Is.False, "nothing is written before the settings are valid");
    }

    [Test]
    public async Task A_compose_build_is_validated_with_all_its_services()
    {
        var cache = new RegistryCacheTo("registry.example/cache:main") { Mode = CacheMode.Max };
        ComposeServiceBuild Service(string name) => new(
            name, new BuildxBuildSettings().SetContext(_folder.Path).AddTag(name).AddCacheTo(cache), new CacheDecision([], [cache], ""));
        var file = Path.Combine(_folder.Path, "compose.cache.yaml");

        var thrown = await Assert.ThrowsAsync<InvalidSettingException>(() => ComposeTasks.ComposeBuildAsync(
            new ComposeBuildSettings { Versions = s_debian },
            new ComposeBuildOptions { Services = [Service("a"), Service("b")], OverrideFile = file }));

        Assert.That(thrown!.Message, Does.Contain("a and b write to the same location"));
        Assert.That(File.Exists(file), Is.False, "nothing is written before the settings are valid");
    }

    [Test]
    public async Task A_command_is_checked_against_the_versions_in_its_settings_before_it_starts()
    {
        var settings = _fake.StandIn(new BuildxCreateSettings()).SetTimeout(TimeSpan.FromSeconds(3)) with { ToolPath = null, Versions = s_debian };

        var thrown = await Assert.ThrowsAsync<InvalidSettingException>(() => BuildxTasks.BuildxCreateAsync(settings));

        Assert.That(thrown!.Message, Does.Contain("--timeout").And.Contain("needs buildx 0.32.0; 0.29.1 is installed"));
        Assert.That(_fake.Calls, Is.Empty);
    }

    [Test]
    public async Task An_answer_is_checked_like_a_command()
    {
        var settings = _fake.StandIn(new BuildxLsSettings()).SetTimeout(TimeSpan.FromSeconds(3)) with { ToolPath = null, Versions = s_debian };

        await Assert.ThrowsAsync<InvalidSettingException>(() => BuildxTasks.BuildxLsAnswerAsync(settings));

        Assert.That(_fake.Calls, Is.Empty);
    }

    [Test]
    public async Task A_tool_path_of_its_own_has_no_known_version()
    {
        _fake.Does();

        await BuildxTasks.BuildxCreateAsync(_fake.StandIn(new BuildxCreateSettings()).SetTimeout(TimeSpan.FromSeconds(3)) with { Versions = s_debian });

        Assert.That(_fake.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    [NonParallelizable]
    public async Task Output_without_a_listener_is_written_to_the_console()
    {
        _fake.Does(new FakeDocker.Step(FakeDocker.StepKind.Out, "web"));
        var console = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            ComposeTasks.ComposePs(_ => _fake.StandIn(_));
            await ComposeTasks.ComposePsAsync(_fake.StandIn(new ComposePsSettings()), _ => { });
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(written.ToString().ReplaceLineEndings("\n"), Is.EqualTo("web\n"));
    }
}
