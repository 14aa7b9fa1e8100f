namespace Templates.Tests;

/// <summary>The host of a created project's build. The feed has the add-in for the embedded host only, and no Nuke.Common.</summary>
[Category("Hosts")]
[Platform("Linux")]
public sealed class TemplateHostSpecs
{
    private const string Notice = "build.sh: the build can't be restored or compiled on Nuke.Common (see .nuke/temp/build.nuget.log); using the embedded host.";

    private TemplatePackages _packages = null!;

    [OneTimeSetUp]
    public async Task Install() => _packages = await InstalledTemplates.GetAsync();

    [Test]
    public async Task The_embedded_host_can_be_chosen_by_hand()
    {
        var directory = await _packages.MakeAsync("python-worker", "chosen");

        var run = await BuildAsync(directory, "embedded");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("DockerBuild (default)").And.Not.Contain("using the embedded host"));
    }

    [Test]
    public async Task A_host_that_was_chosen_by_hand_is_not_replaced()
    {
        var directory = await _packages.MakeAsync("python-worker", "insisted");

        var run = await BuildAsync(directory, "nuget");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.ToString());
        Assert.That(run.Output, Does.Contain("error NU").And.Not.Contain("using the embedded host"));
    }

    [Test]
    public async Task Without_the_package_the_embedded_host_is_taken_until_the_pins_change()
    {
        var directory = await _packages.MakeAsync("python-worker", "fallen");
        var project = Path.Combine(directory, "build", "_build.csproj");

        var first = await BuildAsync(directory);
        await File.AppendAllTextAsync(Path.Combine(directory, "build", "Build.cs"), "// changed\n");
        var remembered = await BuildAsync(directory);
        await File.AppendAllTextAsync(project, "\n");
        var asked = await BuildAsync(directory);

        Assert.That((first.ExitCode, remembered.ExitCode, asked.ExitCode), Is.EqualTo((0, 0, 0)), $"{first}\n{remembered}\n{asked}");
        Assert.That(first.Output.Split('\n').Count(line => line.Trim() == Notice), Is.EqualTo(1), first.Output);
        Assert.That(remembered.Output, Does.Contain("Compiling").And.Not.Contain(Notice));
        Assert.That(asked.Output, Does.Contain(Notice));
        Assert.That(File.Exists(Path.Combine(directory, ".nuke", "temp", "build.nuget.log")));
        // Below the folder of _build.csproj: NUKE looks for its build project above the program.
        Assert.That(File.Exists(Path.Combine(directory, "build", "bin", "run", "_build.dll")));
    }

    private Task<Run> BuildAsync(string directory, string? host = null) => Run.Start(
        directory, Path.Combine(directory, "build.sh"), ["--help"], new Dictionary<string, string?>(_packages.Environment) { ["NukeHost"] = host }).EndAsync();
}
