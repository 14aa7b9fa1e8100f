namespace IntegrationTests.EndToEnd;

/// <summary><c>build.sh</c> itself: it compiles only if an input changed, then starts the build.</summary>
[Category("EndToEnd")]
public sealed class BootstrapSpecs
{
    // One copy for both, because compiling the libraries takes longest.
    [Test]
    public async Task It_compiles_when_an_input_changed_and_shows_what_does_not_compile()
    {
        FullRun.Require("Compiles the libraries twice; every run of the tests compiles them once.");
        using var checkout = Checkout.CreateWithoutEngine();
        var build = checkout.PathOf("build/Build.cs");
        var text = File.ReadAllText(build);

        var unchanged = await checkout.RunAsync("--help");
        File.WriteAllText(build, $"{text}oops\n");
        var wrong = await checkout.RunAsync("--help");
        var left = Directory.GetDirectories(checkout.PathOf("build/bin"), "run*").Select(Path.GetFileName).ToArray();
        File.WriteAllText(build, $"{text}// changed\n");
        var changed = await checkout.RunAsync("--help");
        var again = await checkout.RunAsync("--help");

        Assert.Multiple(() =>
        {
            Assert.That(unchanged.Output, Does.Not.Contain("Compiling"));
            Assert.That(wrong.ExitCode, Is.EqualTo(1), wrong.ToString());
            Assert.That(wrong.Output, Does.Contain("Build.cs("));
            Assert.That(left, Is.EqualTo(["run"]), "the last build that compiled stays, and nothing else");
            Assert.That(changed.Output, Does.Contain("Compiling").And.Contain("DockerBuild (default)"));
            Assert.That(again.Output, Does.Not.Contain("Compiling"));
        });
    }

    [Test]
    public async Task It_works_from_any_folder_and_through_a_path_with_spaces()
    {
        using var checkout = Checkout.CreateWithoutEngine();
        var elsewhere = Directory.CreateTempSubdirectory("a folder with spaces ").FullName;
        var moved = Path.Combine(elsewhere, "the repository");
        Directory.Move(checkout.Root, moved);
        try
        {
            var run = await Run.Start(elsewhere, Path.Combine(moved, "build.sh"), ["--help"], new Dictionary<string, string?>()).EndAsync();

            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            Assert.That(run.Output, Does.Contain("DockerBuild (default)"));
        }
        finally
        {
            Directory.Move(moved, checkout.Root);
            Directory.Delete(elsewhere);
        }
    }
}
