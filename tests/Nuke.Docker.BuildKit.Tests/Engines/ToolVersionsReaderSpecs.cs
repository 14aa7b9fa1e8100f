using DockerTestSupport;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Engines;

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
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, """{"Version":"28.5.2+dfsg4","ApiVersion":"1.51"}"""));
        var engine = new EngineProbe(EngineEndpoint.Parse(daemon.Host));
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

    [Test]
    public async Task What_was_answered_before_is_known_without_asking()
    {
        Install("0.29.1");
        var before = new ToolVersionsReader(CacheFile).Known(Surroundings);
        await new ToolVersionsReader(CacheFile).ReadAsync(Surroundings);

        var known = new ToolVersionsReader(CacheFile).Known(Surroundings);

        Assert.That((before.Buildx, known.Buildx, known.Compose), Is.EqualTo(((Version?)null, new Version(0, 29, 1), (Version?)null)));
        Assert.That(Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task The_file_is_read_once_by_each_reader()
    {
        Install("0.29.1");
        await new ToolVersionsReader(CacheFile).ReadAsync(Surroundings);
        var reader = new ToolVersionsReader(CacheFile);
        reader.Known(Surroundings);
        File.Delete(CacheFile);

        var versions = await reader.ReadAsync(Surroundings);

        Assert.That((versions.Buildx, Calls), Is.EqualTo((new Version(0, 29, 1), 1)));
    }

    [Test]
    public async Task A_reader_without_a_file_asks_once()
    {
        Install("0.29.1");
        var reader = new ToolVersionsReader();

        await reader.ReadAsync(Surroundings, compose: true);
        var versions = await reader.ReadAsync(Surroundings, compose: true);

        Assert.That((versions.Buildx, versions.Compose, Calls), Is.EqualTo((new Version(0, 29, 1), new Version(0, 29, 1), 2)));
    }

    [TestCase("28.5.2", "0.25.2")]
    [TestCase("28.5.9", "0.25.2")]
    [TestCase("27.5.1", "0.18.2")]
    [TestCase("25.0.5", "0.12.5")]
    [TestCase("20.10.24", null)]
    [TestCase("99.0.0", null)]
    [TestCase(null, null)]
    public async Task The_engine_s_own_BuildKit_follows_from_the_engine_s_version(string? engine, string? buildKit)
    {
        Install("0.29.1");

        var version = await new ToolVersionsReader(CacheFile).BuildKitAsync(Surroundings, engine is null ? null : Version.Parse(engine));

        Assert.That(version?.ToString(), Is.EqualTo(buildKit));
        Assert.That(Calls, Is.Zero);
    }

    [Test]
    public async Task Another_builder_is_asked_once_and_its_oldest_node_counts()
    {
        Choose("far", "docker-container");
        Inspected("v0.21.0", "v0.19.0");
        var reader = new ToolVersionsReader(CacheFile);

        var first = await reader.BuildKitAsync(Surroundings, new(28, 5, 2));
        var second = await new ToolVersionsReader(CacheFile).BuildKitAsync(Surroundings, new(28, 5, 2));

        Assert.That((first, second), Is.EqualTo((new Version(0, 19, 0), new Version(0, 19, 0))));
        Assert.That(File.ReadAllLines(Path.Combine(_folder, "calls")), Is.EqualTo(new[] { "buildx inspect far" }));
    }

    [Test]
    public async Task A_builder_that_was_updated_in_place_can_be_asked_again()
    {
        Choose("far", "remote");
        Inspected("v0.19.0");
        var reader = new ToolVersionsReader(CacheFile);
        await reader.BuildKitAsync(Surroundings);
        Inspected("v0.31.0");

        var kept = await reader.BuildKitAsync(Surroundings);
        var again = await reader.BuildKitAsync(Surroundings, again: true);

        Assert.That((kept, again), Is.EqualTo((new Version(0, 19, 0), new Version(0, 31, 0))));
    }

    [Test]
    public async Task A_builder_that_does_not_run_stays_unknown_and_is_asked_again()
    {
        Choose("far", "docker-container");
        Write("docker", $"echo call >> {_folder}/calls; printf 'Name: far\\nDriver: docker-container\\n\\nNodes:\\nName: far0\\nStatus: inactive\\n'");
        var reader = new ToolVersionsReader(CacheFile);

        Assert.That(await reader.BuildKitAsync(Surroundings), Is.Null);
        Assert.That(await reader.BuildKitAsync(Surroundings), Is.Null);
        Assert.That(Calls, Is.EqualTo(2));
    }

    private void Choose(string builder, string driver)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "buildx", "instances"));
        File.WriteAllText(Path.Combine(_folder, "buildx", "current"), $$"""{ "Name": "{{builder}}" }""");
        File.WriteAllText(Path.Combine(_folder, "buildx", "instances", builder), $$"""{ "Driver": "{{driver}}", "Nodes": [{}] }""");
    }

    private void Inspected(params string[] versions)
    {
        var nodes = versions.Select((version, index) => $"Name: far{index}\nEndpoint: unix:///far\nStatus: running\nBuildKit version: {version}\n");
        File.WriteAllText(Path.Combine(_folder, "inspect"), $"Name: far\nDriver: docker-container\n\nNodes:\n{string.Join('\n', nodes)}");
        Write("docker", $"echo \"$*\" >> {_folder}/calls; cat {_folder}/inspect");
    }

    private void Install(string version) => Write("docker", $"echo \"$*\" >> {_folder}/calls; echo tool v{version}");

    private void Write(string name, string script)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
