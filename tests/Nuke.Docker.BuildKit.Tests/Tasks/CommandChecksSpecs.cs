using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Versions;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Tests.Engines;
using Nuke.Docker.BuildKit.Tests.Fakes;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Tasks;

/// <summary>What can't go well ends before a process starts.</summary>
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
    public async Task A_build_is_held_against_the_versions_that_its_options_name()
    {
        var settings = _fake.StandIn(new BuildxBuildSettings()).SetContext(_folder.Path).SetProvenance(new ProvenanceAttestation { CompleteMaterials = true });

        var thrown = await Assert.ThrowsAsync<InvalidSettingException>(() => BuildxTasks.BuildxBuildAsync(settings, new BuildxBuildOptions { Versions = s_debian }));

        Assert.That(thrown!.Message, Does.Contain("complete-materials needs BuildKit 0.31.0, installed is 0.25.2"));
        Assert.That(_fake.Calls, Is.Empty);
    }

    [Test]
    public async Task Warnings_are_printed_and_come_before_the_error()
    {
        var settings = _fake.StandIn(new BuildxBuildSettings()).SetContext(_folder.Path).AddBuildArg("API_TOKEN", "x").SetProvenance(new ProvenanceAttestation { CompleteMaterials = true });
        var printed = new List<string>();

        await Assert.ThrowsAsync<InvalidSettingException>(() => BuildxTasks.BuildxBuildAsync(settings, new BuildxBuildOptions { Versions = s_debian, Print = (level, line) => printed.Add($"{level} {line}") }));

        Assert.That(printed.Single(), Does.StartWith($"{ProgressLevel.Warning} --build-arg API_TOKEN"));
    }

    [Test]
    public async Task A_bake_is_held_against_them_too_with_all_builds_of_its_plan()
    {
        var cache = new RegistryCacheTo("registry.example/cache:main") { Mode = CacheMode.Max };
        BuildxBuildSettings Build(string tag) => new BuildxBuildSettings().SetContext(_folder.Path).AddTag(tag).AddCacheTo(cache);
        var plan = BakePlan.Of([("a", Build("a")), ("b", Build("b"))]);

        var thrown = await Assert.ThrowsAsync<InvalidSettingException>(() => BuildxTasks.BuildxBakeAsync(_fake.StandIn(new BuildxBakeSettings()), new BuildxBakeOptions { Plan = plan, Versions = s_debian }));

        Assert.That(thrown!.Message, Does.Contain("a and b write one place"));
        Assert.That(_fake.Calls, Is.Empty);
    }

    [Test]
    [NonParallelizable]
    [Platform("Unix", Reason = "The tool is a shell script here.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_command_is_held_against_the_versions_that_are_known_and_nothing_is_asked()
    {
        var calls = Path.Combine(_folder.Path, "calls");
        File.SetUnixFileMode(_folder.Write("docker", $"#!/bin/sh\necho \"$*\" >> {calls}; echo tool v0.29.1\n"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var versions = Path.Combine(_folder.Path, "versions");
        T Here<T>(T settings)
            where T : DockerSettings => settings.AddEnvironmentVariable("PATH", $"{_folder.Path}:/usr/bin:/bin").AddEnvironmentVariable("DOCKER_CONFIG", _folder.Path);
        BuildxCreateSettings Settings(BuildxCreateSettings _) => Here(_).SetTimeout(TimeSpan.FromSeconds(3));
        CommandDefaults.VersionsFile = () => versions;
        try
        {
            await BuildxTasks.BuildxCreateAsync(Settings);
            await new ToolVersionsReader(versions).ReadAsync(Settings(new BuildxCreateSettings()).ToEnvironment());

            var thrown = await Assert.ThrowsAsync<InvalidSettingException>(() => BuildxTasks.BuildxCreateAsync(Settings));

            Assert.That(thrown!.Message, Does.Contain("--timeout").And.Contain("the installed buildx 0.29.1 doesn't know it, buildx 0.32.0 does"));
            await Assert.ThrowsAsync<InvalidSettingException>(() => BuildxTasks.BuildxLsAnswerAsync(Here(new BuildxLsSettings()).SetTimeout(TimeSpan.FromSeconds(3))));
            Assert.That(File.ReadAllLines(calls), Is.EqualTo(new[] { "buildx create --timeout 3s", "buildx version" }));
        }
        finally
        {
            CommandDefaults.VersionsFile = null;
        }
    }

    [Test]
    [NonParallelizable]
    public async Task Who_owns_the_process_hears_what_nobody_else_listens_to()
    {
        _fake.Does(new FakeDocker.Step(FakeDocker.StepKind.Out, "web"));
        var heard = new List<string>();
        CommandDefaults.OnLine = line => heard.Add(line.Text);
        try
        {
            ComposeTasks.ComposePs(_ => _fake.StandIn(_));
            await ComposeTasks.ComposePsAsync(_fake.StandIn(new ComposePsSettings()), _ => { });
        }
        finally
        {
            CommandDefaults.OnLine = null;
        }

        Assert.That(heard, Is.EqualTo(new[] { "web" }));
    }
}
