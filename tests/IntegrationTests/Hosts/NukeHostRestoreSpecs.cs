using System.Text.Json;

namespace IntegrationTests.Hosts;

/// <summary>Restores every project of this repository together with the packages that Nuke.Common depends on.</summary>
[Category("Hosts")]
public sealed class NukeHostRestoreSpecs
{
    private StandInFeed _feed = null!;
    private string _output = null!;

    [OneTimeSetUp]
    public async Task Restore()
    {
        _feed = await StandInFeed.CreateAsync();
        var run = await _feed.DotNetAsync("restore", "Nuke.Docker.BuildKit.sln", "-v:q", "-p:NukeHost=nuget");
        _output = run.ToString();
        Assert.That(run.ExitCode, Is.Zero, _output);
    }

    [OneTimeTearDown]
    public void Delete() => _feed?.Dispose();

    // NU1605 and NU1109: a version below the one that a package asks for. NU1107: versions that no choice satisfies.
    [Test]
    public void No_project_has_a_conflict_or_a_downgrade() => Assert.That(_output, Does.Not.Match("NU1(107|109|605|608)"));

    [Test]
    public void Nothing_is_held_back_below_what_the_package_asks_for()
    {
        var restored = Directory.GetFiles(_feed.PathOf("."), "project.assets.json", SearchOption.AllDirectories).ToDictionary(file => file, Resolve)
            .Where(project => project.Value.ContainsKey("Nuke.Common")).ToList();

        Assert.That(restored.Select(project => project.Key), Has.Some.Contains("/build/obj/").And.Some.Contains("/Nuke.Docker.BuildKit.Components/obj/")
            .And.Some.Contains("/Templates.Tests/obj/"));
        Assert.Multiple(() =>
        {
            foreach (var (project, packages) in restored)
            // System.Text.Json is part of .NET, and is left out of the graph for that.
            foreach (var (id, lowest) in NukePackages.LowestVersions.Where(package => package.Key != "System.Text.Json"))
                Assert.That(packages.GetValueOrDefault(id, new Version(0, 0)), Is.GreaterThanOrEqualTo(lowest), $"{id} in {project}");
        });
    }

    private static Dictionary<string, Version> Resolve(string file)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(file));
        return assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Split('/'))
            .ToDictionary(parts => parts[0], parts => Version.Parse(parts[1].Split('-')[0]));
    }
}
