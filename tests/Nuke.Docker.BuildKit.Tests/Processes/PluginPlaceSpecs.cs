using DockerTestSupport;
using Nuke.Docker.BuildKit.Processes;

namespace Nuke.Docker.BuildKit.Tests.Processes;

/// <summary>The folders in which docker finds its plugins, and the files that do not count as docker.</summary>
[Platform("Linux,MacOsX", Reason = "links and permission bits")]
public sealed class PluginPlaceSpecs
{
    private FakeDockerTool _fake = null!;

    private string Home => Path.Combine(_fake.Folder, "home");

    [SetUp]
    public void SetUp()
    {
        _fake = new FakeDockerTool();
        Link("bin/docker");
    }

    [TearDown]
    public void TearDown() => _fake.Dispose();

    [TestCase(null)]
    [TestCase("")]
    public void Without_a_configuration_folder_the_one_at_home_counts(string? config)
    {
        var plugin = Link("home/.docker/cli-plugins/docker-buildx");

        Assert.That(Find("docker-buildx", config, Home), Is.EqualTo(plugin));
    }

    [Test]
    public void The_configuration_folder_comes_before_the_one_at_home()
    {
        Link("home/.docker/cli-plugins/docker-buildx");
        var plugin = Link("config/cli-plugins/docker-buildx");

        Assert.That(Find("docker-buildx", Path.Combine(_fake.Folder, "config"), Home), Is.EqualTo(plugin));
    }

    [TestCase(null)]
    [TestCase("")]
    public void Without_a_home_only_the_folders_of_the_system_count(string? home)
    {
        Link("home/.docker/cli-plugins/nuke-test-plugin");

        Assert.That(Find("nuke-test-plugin", null, home), Is.Null);
    }

    [Test]
    public void Plugins_are_found_by_their_own_name()
    {
        Link("home/.docker/cli-plugins/docker-buildx");
        var compose = Link("home/.docker/cli-plugins/docker-compose");

        Assert.That(Find("docker-compose", null, Home), Is.EqualTo(compose));
    }

    [Test]
    public void A_folder_that_is_named_later_does_not_count_if_the_first_has_the_plugin()
    {
        var first = Link("one/docker-buildx");
        Link("two/docker-buildx");
        Directory.CreateDirectory(Path.Combine(Home, ".docker"));
        File.WriteAllText(
            Path.Combine(Home, ".docker", "config.json"),
            $$"""{ "cliPluginsExtraDirs": ["{{_fake.Folder}}/one", "{{_fake.Folder}}/two"] }""");

        Assert.That(Find("docker-buildx", null, Home), Is.EqualTo(first));
    }

    [TestCase("")]
    [TestCase("#")]
    [TestCase("#!/bin/sh")]
    public void A_docker_without_a_program_s_beginning_is_none(string content)
    {
        Link("home/.docker/cli-plugins/docker-buildx");
        var docker = Path.Combine(_fake.Folder, "bin", "docker");
        File.Delete(docker);
        File.WriteAllText(docker, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.That(Find("docker-buildx", null, Home), Is.Null);
    }

    [Test]
    public void Without_docker_no_plugin_is_started()
    {
        Link("home/.docker/cli-plugins/docker-buildx");
        File.Delete(Path.Combine(_fake.Folder, "bin", "docker"));

        Assert.That(Find("docker-buildx", null, Home), Is.Null);
    }

    private string? Find(string plugin, string? config, string? home) => BuildxLocator.Find(plugin, new Dictionary<string, string?>
    {
        ["PATH"] = Path.Combine(_fake.Folder, "bin"),
        ["DOCKER_CONFIG"] = config,
        ["HOME"] = home,
    });

    private string Link(string name)
    {
        var path = Path.Combine(_fake.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.CreateSymbolicLink(path, FakeDockerTool.Executable).FullName;
    }
}
