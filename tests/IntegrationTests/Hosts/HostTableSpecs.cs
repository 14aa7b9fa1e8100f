using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntegrationTests.Hosts;

/// <summary>
/// Both hosts over one set of small build classes: the embedded host, and what a feed has as Nuke.Common. Where that is the real one,
/// which shows in its assemblies, the table's differences count; a stand-in made of the embedded host behaves as that one.
/// </summary>
[Category("Hosts")]
public sealed class HostTableSpecs
{
    private StandInFeed _feed = null!;
    private string _root = null!;

    private static IEnumerable<HostCase> Cases => HostCase.ReadAll();

    [OneTimeSetUp]
    public async Task CompileOnTheFeed()
    {
        _root = Directory.CreateTempSubdirectory("hosts-").FullName;
        Directory.CreateDirectory(Path.Combine(_root, ".nuke"));
        _feed = await StandInFeed.CreateAsync();
        // As in build.sh, the answers count, not the exit code.
        await _feed.DotNetAsync("msbuild", "build/Feeds.proj", "-nologo", "-v:q");
        await _feed.SucceedAsync("build", "tests/SmallBuilds/SmallBuilds.csproj", "-nologo", "-v:q");
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _feed?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [TestCaseSource(nameof(Cases))]
    public Task The_host_that_is_compiled_here(HostCase expected) =>
        ShowsAsync(Path.Combine(AppContext.BaseDirectory, "SmallBuilds.dll"), expected);

    [TestCaseSource(nameof(Cases))]
    public Task The_host_of_the_feed(HostCase expected) =>
        ShowsAsync(Directory.GetFiles(_feed.PathOf("tests/SmallBuilds/bin"), "SmallBuilds.dll", SearchOption.AllDirectories).Single(), expected);

    [Test]
    public void What_is_compared_with_the_feed_is_compiled_on_its_package()
    {
        var assets = File.ReadAllText(_feed.PathOf("tests/SmallBuilds/obj/project.assets.json"));

        Assert.That(assets, Does.Contain("\"Nuke.Common/").And.Not.Contain("\"Nuke.EmbeddedHost/"));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_difference_is_one_and_has_its_reason(HostCase listed)
    {
        if (listed.Differs is not { } differs)
            return;
        Assert.That(differs.Because, Is.Not.Empty);
        Assert.That(listed.OnNuke(), Is.Not.EqualTo(listed with { Differs = null }).Using<HostCase>(AreSame));
    }

    private static bool AreSame(HostCase one, HostCase other) => Text(one) == Text(other);

    private static string Text(HostCase listed) =>
        JsonSerializer.Serialize(new { listed.ExitCode, listed.Lines, Statuses = listed.Statuses?.OrderBy(pair => pair.Key, StringComparer.Ordinal) });

    private async Task ShowsAsync(string program, HostCase listed)
    {
        var isNuke = File.Exists(Path.Combine(Path.GetDirectoryName(program)!, "Nuke.Build.dll"));
        var expected = isNuke ? listed.OnNuke() : listed;
        var variables = new Dictionary<string, string?>
        {
            ["SMALL_BUILD"] = expected.Build,
            ["NO_COLOR"] = "1",
            ["NUKE_TELEMETRY_OPTOUT"] = "1",
            ["GITHUB_ACTIONS"] = null,
            ["XDG_CACHE_HOME"] = Path.Combine(_root, "cache"),
        };
        foreach (var (name, value) in expected.Variables ?? new Dictionary<string, string>())
            variables[name] = value;

        var run = Run.Start(_root, "dotnet", ["exec", program, .. expected.Arguments], variables);
        if (expected.InterruptAt is { } text)
        {
            await run.WaitForAsync(text);
            run.Interrupt();
        }

        await run.EndAsync();
        var output = run.Output;
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(expected.ExitCode), output);
            Assert.That(output, Does.Match("(?s)" + string.Join(".*", expected.Lines.Select(Regex.Escape))));
            foreach (var absent in expected.Absent ?? [])
                Assert.That(output, Does.Not.Contain(absent));
            foreach (var (target, status) in expected.Statuses ?? new Dictionary<string, string>())
                Assert.That(output, Does.Match($"(?m)^{target}\\s+{status}\\b"));
            Assert.That(Regex.Count(output, @"(?m)^Target\s+Status\s+Duration"), Is.LessThanOrEqualTo(1), "summaries");
        });
    }
}
