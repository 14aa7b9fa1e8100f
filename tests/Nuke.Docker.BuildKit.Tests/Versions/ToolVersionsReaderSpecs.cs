using NSubstitute;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Versions;

namespace Nuke.Docker.BuildKit.Tests.Versions;

[Platform("Unix", Reason = "The tools are shell scripts here.")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class ToolVersionsReaderSpecs
{
    private string _folder = null!;

    private string CacheFile => Path.Combine(_folder, "cache", "tool-versions");

    private Dictionary<string, string?> Surroundings => new() { ["PATH"] = $"{_folder}:/usr/bin:/bin", ["DOCKER_CONFIG"] = _folder };

    private int Calls => File.Exists(Path.Combine(_folder, "calls")) ? File.ReadAllLines(Path.Combine(_folder, "calls")).Length : 0;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("versions-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_program_is_asked_once_until_it_changes()
    {
        Install("0.29.1");
        var reader = new ToolVersionsReader(CacheFile);

        var first = await reader.ReadAsync(Surroundings);
        var second = await new ToolVersionsReader(CacheFile).ReadAsync(Surroundings);
        Install("0.35.0");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "docker"), DateTime.UtcNow.AddMinutes(1));
        var updated = await reader.ReadAsync(Surroundings);

        Assert.That((first.Buildx, second.Buildx, updated.Buildx), Is.EqualTo((new Version(0, 29, 1), new Version(0, 29, 1), new Version(0, 35, 0))));
        Assert.That(Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Compose_is_asked_only_if_somebody_wants_to_know()
    {
        Install("2.40.3");

        var without = await new ToolVersionsReader(CacheFile).ReadAsync(Surroundings);
        var with = await new ToolVersionsReader(CacheFile).ReadAsync(Surroundings, compose: true);

        Assert.That(without.Compose, Is.Null);
        Assert.That(with.Compose, Is.EqualTo(new Version(2, 40, 3)));
    }

    [Test]
    public async Task The_engine_is_asked_over_its_socket()
    {
        using var engine = Substitute.For<IDockerEngine>();
        engine.VersionAsync(Arg.Any<CancellationToken>()).Returns(new EngineVersion("28.5.2+dfsg4", "1.51", null, "linux", "amd64", null));
        Install("0.29.1");

        var versions = await new ToolVersionsReader(CacheFile).ReadAsync(Surroundings, engine);

        Assert.That(versions.Engine, Is.EqualTo(new Version(28, 5, 2)));
    }

    [Test]
    public async Task A_tool_that_is_missing_or_fails_stays_unknown_and_nothing_is_kept()
    {
        Write("docker", "exit 1");

        var versions = await new ToolVersionsReader(CacheFile).ReadAsync(Surroundings);

        Assert.That(versions, Is.EqualTo(ToolVersions.Unknown));
        Assert.That(File.Exists(CacheFile), Is.False);
    }

    [Test]
    public async Task A_cache_that_can_t_be_written_costs_a_process_and_no_more()
    {
        Install("0.29.1");
        File.WriteAllText(Path.Combine(_folder, "cache"), "a file where a folder should be");

        var versions = await new ToolVersionsReader(CacheFile).ReadAsync(Surroundings);

        Assert.That(versions.Buildx, Is.EqualTo(new Version(0, 29, 1)));
    }

    private void Install(string version) => Write("docker", $"echo \"$*\" >> {_folder}/calls; echo tool v{version}");

    private void Write(string name, string script)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
