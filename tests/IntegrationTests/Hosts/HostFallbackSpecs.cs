namespace IntegrationTests.Hosts;

/// <summary><c>build.sh</c> if a feed has Nuke.Common, but the build can't be restored or compiled with it.</summary>
[Category("Hosts")]
public sealed class HostFallbackSpecs
{
    private const string Notice = "build.sh: the build can't be restored or compiled on Nuke.Common (see .nuke/temp/build.nuget.log); using the embedded host.";

    [Test]
    public async Task A_package_that_cannot_be_compiled_against_is_left_until_the_feed_changes()
    {
        FullRun.Require("Compiles this repository four times.");
        using var feed = await StandInFeed.CreateAsync(compilable: false);

        var first = await feed.BuildAsync("--help");

        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(first.Output, Does.Contain("DockerBuild (default)"));
        Assert.That(Lines(first.Output, "using the embedded host"), Is.EqualTo([Notice]), first.Output);
        Assert.That(await File.ReadAllTextAsync(feed.PathOf(".nuke/temp/build.nuget.log")), Does.Contain("error CS"));
        Assert.That(feed.Host, Is.EqualTo("embedded"));

        await File.AppendAllTextAsync(feed.PathOf("build/Build.cs"), "// changed\n");
        var remembered = await feed.BuildAsync("--help");

        Assert.That(remembered.ExitCode, Is.Zero, remembered.ToString());
        Assert.That(remembered.Output, Does.Contain("Compiling").And.Not.Contain("using the embedded host"));

        await feed.FillAsync(compilable: true);
        var asked = await feed.BuildAsync("--help");

        Assert.That(asked.ExitCode, Is.Zero, asked.ToString());
        Assert.That(asked.Output, Does.Contain("Compiling").And.Not.Contain("using the embedded host"));
        Assert.That(feed.Host, Is.EqualTo("nuget"));
    }

    [Test]
    public async Task A_graph_that_cannot_be_restored_is_left_until_the_pins_change()
    {
        FullRun.Require("Compiles this repository twice.");
        using var feed = await StandInFeed.CreateAsync();
        var project = feed.PathOf("build/_build.csproj");
        var good = await File.ReadAllTextAsync(project);
        // Lower than the versions that Nuke.Tooling and the embedded host need.
        await File.WriteAllTextAsync(project, good.Replace(
            "</Project>", """<ItemGroup><PackageReference Include="Serilog" VersionOverride="3.1.1" /></ItemGroup></Project>""", StringComparison.Ordinal));

        var first = await feed.BuildAsync("--help");

        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(Lines(first.Output, "using the embedded host"), Is.EqualTo([Notice]), first.Output);
        Assert.That(await File.ReadAllTextAsync(feed.PathOf(".nuke/temp/build.nuget.log")), Does.Contain("error NU1605"));

        await File.WriteAllTextAsync(project, good);
        var asked = await feed.BuildAsync("--help");

        Assert.That(asked.ExitCode, Is.Zero, asked.ToString());
        Assert.That(feed.Host, Is.EqualTo("nuget"));
    }

    [Test]
    public async Task A_mistake_in_the_build_is_shown_as_the_package_shows_it_and_decides_nothing()
    {
        FullRun.Require("Compiles this repository twice.");
        using var feed = await StandInFeed.CreateAsync();
        var build = feed.PathOf("build/Build.cs");
        var good = await File.ReadAllTextAsync(build);
        await File.WriteAllTextAsync(build, $"{good}oops\n");

        var wrong = await feed.BuildAsync("--help");

        Assert.That(wrong.ExitCode, Is.EqualTo(1), wrong.ToString());
        Assert.That(wrong.Output, Does.Contain("Build.cs("));

        await File.WriteAllTextAsync(build, good);
        var right = await feed.BuildAsync("--help");

        Assert.That(right.ExitCode, Is.Zero, right.ToString());
        Assert.That(right.Output, Does.Not.Contain("using the embedded host"));
        Assert.That(feed.Host, Is.EqualTo("nuget"));
    }

    [Test]
    public async Task A_host_that_was_chosen_by_hand_is_not_replaced()
    {
        FullRun.Require("Compiles this repository once.");
        using var feed = await StandInFeed.CreateAsync(compilable: false);

        var run = await feed.BuildAsync(new Dictionary<string, string?> { ["NukeHost"] = "nuget" }, "--help");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.ToString());
        Assert.That(run.Output, Does.Contain("error CS").And.Not.Contain("using the embedded host"));
    }

    private static string[] Lines(string output, string text) =>
        [.. output.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Contains(text, StringComparison.Ordinal))];
}
