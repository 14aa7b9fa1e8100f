using DockerTestSupport;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;

namespace Nuke.Docker.BuildKit.Tests.Processes;

[Platform("Linux,MacOsX", Reason = "links and permission bits")]
public class BuildxLocatorSpecs
{
    private FakeDockerTool _fake = null!;

    private string Config => Path.Combine(_fake.Folder, "config");

    private BuildxBuildSettings Settings => _fake.StandIn(new BuildxBuildSettings())
        .SetToolPath(null)
        .AddEnvironmentVariable("PATH", Path.Combine(_fake.Folder, "bin"))
        .AddEnvironmentVariable("DOCKER_CONFIG", Config);

    [SetUp]
    public void SetUp()
    {
        _fake = new FakeDockerTool();
        Link("bin/docker");
        Directory.CreateDirectory(Config);
    }

    [TearDown]
    public void TearDown() => _fake.Dispose();

    [Test]
    public void Folders_named_in_the_configuration_come_first()
    {
        var extra = Link("extra/docker-buildx");
        Link("config/cli-plugins/docker-buildx");
        File.WriteAllText(Path.Combine(Config, "config.json"), $$"""{ "auths": {}, "cliPluginsExtraDirs": ["/missing", "{{_fake.Folder}}/extra"] }""");

        Assert.That(Find(), Is.EqualTo(extra));
    }

    [TestCase("{ bad")]
    [TestCase("[]")]
    [TestCase("{ \"cliPluginsExtraDirs\": \"text\" }")]
    [TestCase("{ \"cliPluginsExtraDirs\": [1] }")]
    [TestCase("{ \"cliPluginsExtraDirs\": [null] }")]
    [TestCase("")]
    public void A_configuration_that_makes_no_sense_is_left_to_docker(string json)
    {
        var plugin = Link("config/cli-plugins/docker-buildx");
        File.WriteAllText(Path.Combine(Config, "config.json"), json);

        Assert.That(Find(), Is.EqualTo(plugin));
    }

    [Test]
    public void A_docker_that_is_a_script_may_be_anything()
    {
        Link("config/cli-plugins/docker-buildx");
        File.Delete(Path.Combine(_fake.Folder, "bin", "docker"));
        Script("bin/docker");

        Assert.That(Find(), Is.Null);
    }

    [Test]
    public void A_plugin_that_is_not_executable_is_left_to_docker()
    {
        Directory.CreateDirectory(Path.Combine(Config, "cli-plugins"));
        File.WriteAllText(Path.Combine(Config, "cli-plugins", "docker-buildx"), "");

        Assert.That(Find(), Is.Null);
    }

    [Test]
    public async Task The_plugin_gets_the_arguments_without_its_own_name()
    {
        Link("config/cli-plugins/docker-buildx");

        var result = await new DockerProcess().RunAsync(Settings.AddTag("a"));

        Assert.That(_fake.Calls.Single().Arguments, Is.EqualTo(new[] { "build", "--tag", "a", "." }));
        Assert.That(result.Command, Is.EqualTo("docker buildx build --tag a ."));
    }

    [Test]
    public async Task Docker_itself_is_started_where_that_is_wanted()
    {
        Link("config/cli-plugins/docker-buildx");

        await new DockerProcess { StartBuildxDirectly = false }.RunAsync(Settings);

        Assert.That(_fake.Calls.Single().Arguments, Is.EqualTo(new[] { "buildx", "build", "." }));
    }

    private string? Find() => BuildxLocator.Find(Settings.ToEnvironment());

    private string Link(string name)
    {
        var path = Path.Combine(_fake.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.CreateSymbolicLink(path, FakeDockerTool.Executable).FullName;
    }

    private void Script(string name)
    {
        var path = Path.Combine(_fake.Folder, name);
        File.WriteAllText(path, "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
