namespace IntegrationTests.EndToEnd;

/// <summary><c>build.sh</c> itself: it compiles only if an input changed, then starts the build.</summary>
[Category("EndToEnd")]
public sealed class BootstrapSpecs
{
    [Test]
    public async Task It_compiles_when_an_input_changed_and_not_otherwise()
    {
        using var checkout = Checkout.CreateWithoutEngine();

        var unchanged = await checkout.RunAsync("--help");
        File.AppendAllText(checkout.PathOf("build/Build.cs"), "// changed\n");
        var changed = await checkout.RunAsync("--help");
        var again = await checkout.RunAsync("--help");

        Assert.Multiple(() =>
        {
            Assert.That(unchanged.Output, Does.Not.Contain("Compiling"));
            Assert.That(changed.Output, Does.Contain("Compiling").And.Contain("DockerBuild (default)"));
            Assert.That(again.Output, Does.Not.Contain("Compiling"));
        });
    }

    [Test]
    public async Task A_build_that_does_not_compile_says_why_and_keeps_the_last_one_that_did()
    {
        using var checkout = Checkout.CreateWithoutEngine();
        File.AppendAllText(checkout.PathOf("build/Build.cs"), "oops\n");

        var run = await checkout.RunAsync("--help");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.ToString());
        Assert.That(run.Output, Does.Contain("Build.cs("));
        Assert.That(Directory.GetDirectories(checkout.PathOf("build/bin"), "run.new*"), Is.Empty);
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
