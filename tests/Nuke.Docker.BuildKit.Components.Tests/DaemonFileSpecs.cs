using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Components.Tests;

public sealed class DaemonFileSpecs
{
    private static readonly IReadOnlyList<DaemonSetting> s_settings = new DaemonConfiguration { BuildKit = true }.ToSettings();

    private string _folder = null!;

    private string Proposal => Path.Combine(_folder, "temp", "daemon.json");

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("daemon-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_dry_run_writes_nothing_and_a_second_run_changes_nothing()
    {
        var path = Path.Combine(_folder, "docker", "daemon.json");

        var dry = await ChangeAsync(path, dryRun: true);
        var written = File.Exists(path);
        var first = await ChangeAsync(path);
        var second = await ChangeAsync(path);

        Assert.That((dry, written, first, second), Is.EqualTo((true, false, true, false)));
        Assert.That(await File.ReadAllTextAsync(path), Does.Contain("\"buildkit\": true"));
        Assert.That(Directory.EnumerateFiles(_folder, "*.bak", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task A_file_that_cannot_be_written_is_proposed_with_the_command_that_writes_it()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        var path = Path.Combine(file, "daemon.json");

        await Assert.ThatAsync(
            () => ChangeAsync(path),
            ThrowsFault.Of(DockerFaultKind.DaemonConfigurationInvalid)
                .With.Message.Contains($"sudo install -D -m 644 --backup=numbered '{Proposal}' '{path}'"));
        Assert.That(await File.ReadAllTextAsync(Proposal), Does.Contain("\"buildkit\": true"));
    }

    [Test]
    public async Task An_invalid_file_is_not_changed()
    {
        var path = Path.Combine(_folder, "daemon.json");
        await File.WriteAllTextAsync(path, "{\n  \"debug\": true,\n}");

        await Assert.ThatAsync(
            () => ChangeAsync(path),
            ThrowsFault.Of(DockerFaultKind.DaemonConfigurationInvalid).With.Message.Contains("line 3, column 1 is not valid JSON"));
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo("{\n  \"debug\": true,\n}"));
    }

    private Task<bool> ChangeAsync(string path, bool dryRun = false) =>
        new DaemonFile(path, Proposal, connection: null, "--restart").ChangeAsync(s_settings, dryRun, restart: false, CancellationToken.None);
}
