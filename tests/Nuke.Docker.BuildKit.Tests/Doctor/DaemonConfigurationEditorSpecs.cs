using Nuke.Docker.BuildKit.Doctor;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Doctor;

public sealed class DaemonConfigurationEditorSpecs
{
    private static readonly DaemonSetting s_setting = new(["features", "buildkit"], "true");

    private string _folder = null!;

    private string ConfigurationFile => Path.Combine(_folder, "daemon.json");

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("daemon-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase(null, """{"features":{"buildkit":true}}""")]
    [TestCase("""{"log-driver":"local","features":{"buildkit":false,"other":true}}""", """{"log-driver":"local","features":{"buildkit":true,"other":true}}""")]
    public void What_stands_there_stays(string? text, string expected)
    {
        var merged = DaemonConfigurationEditor.Merge(text, [s_setting]);

        Assert.That(merged.Replace("\n", "").Replace(" ", ""), Is.EqualTo(expected));
    }

    [TestCase("{", "line 1")]
    [TestCase("[]", "does not contain a JSON object")]
    [TestCase("""{"features":1}""", "\"features\" is not an object")]
    public void What_is_broken_is_left_alone(string text, string problem) =>
        Assert.That(
            () => DaemonConfigurationEditor.Merge(text, [s_setting]),
            ThrowsFault.Of(DockerFaultKind.DaemonConfigurationInvalid).With.Message.Contains(problem));

    [Test]
    public async Task The_old_file_is_kept()
    {
        await File.WriteAllTextAsync(ConfigurationFile, "{}");

        var backup = await DaemonConfigurationEditor.ApplyAsync(ConfigurationFile, [s_setting], (_, _) => Task.FromResult<string?>(null));

        Assert.That(await File.ReadAllTextAsync(backup!), Is.EqualTo("{}"));
        Assert.That(await File.ReadAllTextAsync(ConfigurationFile), Does.Contain("buildkit"));
    }

    [Test]
    public async Task What_dockerd_refuses_is_not_written()
    {
        await File.WriteAllTextAsync(ConfigurationFile, "{}");

        await Assert.ThatAsync(
            () => DaemonConfigurationEditor.ApplyAsync(ConfigurationFile, [s_setting], RefuseAsync),
            ThrowsFault.Of(DockerFaultKind.DaemonConfigurationInvalid).With.Message.Contains("unknown key"));
        Assert.That(Directory.EnumerateFiles(_folder).Select(file => File.ReadAllText(file)), Is.EqualTo(new[] { "{}" }));

        static async Task<string?> RefuseAsync(string file, CancellationToken token) =>
            (await File.ReadAllTextAsync(file, token)).Contains("buildkit", StringComparison.Ordinal) ? "unknown key" : null;
    }

    [Test]
    public async Task What_dockerd_says_of_the_old_file_as_well_is_no_reason()
    {
        await DaemonConfigurationEditor.ApplyAsync(ConfigurationFile, [s_setting], (_, _) => Task.FromResult<string?>("docker-proxy not found"));

        Assert.That(await File.ReadAllTextAsync(ConfigurationFile), Does.Contain("buildkit"));
    }

    [Test]
    public void A_setting_reads_as_one_would_write_it() => Assert.That(s_setting.ToString(), Is.EqualTo("""
        "features": {"buildkit": true}
        """));
}
