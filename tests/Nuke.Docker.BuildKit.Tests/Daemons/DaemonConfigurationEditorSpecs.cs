using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Daemons;

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
    [TestCase("""{"features":1}""", "\"features\" in line 1 is not an object")]
    public void What_is_broken_is_left_alone(string text, string problem) =>
        Assert.That(
            () => DaemonConfigurationEditor.Merge(text, [s_setting]),
            ThrowsFault.Of(DockerFaultKind.DaemonConfigurationInvalid).With.Message.Contains(problem));

    [Test]
    public async Task The_old_file_is_kept()
    {
        await File.WriteAllTextAsync(ConfigurationFile, "{}");

        var written = FileChanges.Write([await DaemonConfigurationEditor.PlanAsync(ConfigurationFile, [s_setting], AcceptAsync)]);

        Assert.That(written, Is.EqualTo(new[] { $"{ConfigurationFile}.bak", ConfigurationFile }));
        Assert.That(await File.ReadAllTextAsync(written[0]), Is.EqualTo("{}"));
        Assert.That(await File.ReadAllTextAsync(ConfigurationFile), Does.Contain("buildkit"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task A_link_stays_a_link()
    {
        var target = Path.Combine(_folder, "real.json");
        await File.WriteAllTextAsync(target, "{}");
        File.CreateSymbolicLink(ConfigurationFile, target);

        FileChanges.Write([await DaemonConfigurationEditor.PlanAsync(ConfigurationFile, [s_setting], AcceptAsync)]);

        Assert.That(new FileInfo(ConfigurationFile).LinkTarget, Is.EqualTo(target));
        Assert.That(await File.ReadAllTextAsync(target), Does.Contain("buildkit"));
    }

    [Test]
    public async Task What_dockerd_refuses_is_not_planned()
    {
        await File.WriteAllTextAsync(ConfigurationFile, "{}");

        await Assert.ThatAsync(
            () => DaemonConfigurationEditor.PlanAsync(ConfigurationFile, [s_setting], RefuseAsync),
            ThrowsFault.Of(DockerFaultKind.DaemonConfigurationInvalid).With.Message.Contains($"unknown key in {ConfigurationFile}"));
        Assert.That(Directory.EnumerateFiles(_folder).Select(file => File.ReadAllText(file)), Is.EqualTo(new[] { "{}" }));

        static async Task<string?> RefuseAsync(string file, CancellationToken token) =>
            (await File.ReadAllTextAsync(file, token)).Contains("buildkit", StringComparison.Ordinal) ? $"unknown key in {file}" : null;
    }

    [Test]
    public async Task What_dockerd_says_of_the_old_file_as_well_is_no_reason()
    {
        var change = await DaemonConfigurationEditor.PlanAsync(ConfigurationFile, [s_setting], (_, _) => Task.FromResult<string?>("docker-proxy not found"));

        Assert.That(change.After, Does.Contain("buildkit"));
    }

    [Test]
    public void Items_are_added_to_those_that_the_file_has()
    {
        var setting = new DaemonSetting(["registry-mirrors"], """["https://b", "https://c"]""") { Adds = true };

        var merged = DaemonConfigurationEditor.Merge("""{"registry-mirrors":["https://a", "https://b"]}""", [setting]);
        var same = DaemonConfigurationEditor.Merge("""{"registry-mirrors":[ "https://c","https://b" ]}""", [setting]);

        Assert.That(merged, Is.EqualTo("""{"registry-mirrors":["https://a","https://b","https://c"]}"""));
        Assert.That(same, Is.EqualTo("""{"registry-mirrors":[ "https://c","https://b" ]}"""));
    }

    [Test]
    public void For_random_files_only_what_was_asked_for_changes()
    {
        var random = new Random(20261129);
        DaemonSetting[] settings =
        [
            s_setting,
            new(["builder", "gc", "policy"], """[{"all":true,"maxUsedSpace":"50GB"}]"""),
            new(["registry-mirrors"], """["https://mirror.example.com"]""") { Adds = true },
            new(["log-opts", "max-size"], "\"10m\""),
        ];
        for (var round = 0; round < 500; round++)
        {
            var before = RandomJson.Document(random);
            var chosen = settings.Where(_ => random.Next(3) > 0).ToList();

            var after = DaemonConfigurationEditor.Merge(before, chosen);

            var expected = JsonNode.Parse(before)!.AsObject();
            foreach (var setting in chosen)
                RandomJson.Set(expected, setting);
            Assert.That(JsonNode.DeepEquals(JsonNode.Parse(after), expected), Is.True, $"{before}\n=>\n{after}");
            Assert.That(DaemonConfigurationEditor.Merge(after, chosen), Is.EqualTo(after), "a second time changes nothing");
            Assert.That(Remains(before, after), Is.True, $"{before}\n=>\n{after}");
        }
    }

    // All lines that have no member of the settings are the same, in the same order.
    private static bool Remains(string before, string after)
    {
        string[] names = ["features", "buildkit", "builder", "gc", "policy", "registry-mirrors", "log-opts", "max-size"];
        if (!before.TrimEnd().Contains('\n'))
            return HasName(before) || after.Contains(before.Trim()[1..^1], StringComparison.Ordinal);
        var kept = before.Split('\n').Where(line => line.Contains("unknown", StringComparison.Ordinal) && !HasName(line))
            .Select(line => line.TrimEnd().TrimEnd(','));
        var lines = after.Split('\n').Select(line => line.TrimEnd().TrimEnd(',')).ToList();
        return kept.All(lines.Contains);

        bool HasName(string text) => names.Any(name => text.Contains($"\"{name}\"", StringComparison.Ordinal));
    }

    private static Task<string?> AcceptAsync(string file, CancellationToken token) => Task.FromResult<string?>(null);

    [Test]
    public void A_setting_reads_as_one_would_write_it() => Assert.That(s_setting.ToString(), Is.EqualTo("""
        "features": {"buildkit": true}
        """));
}
