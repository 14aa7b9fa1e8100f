namespace IntegrationTests.EndToEnd;

/// <summary><c>./build.sh DockerInit</c> as a user runs it: the compiled build finds MSBuild in the installed SDK.</summary>
[Category("EndToEnd")]
public sealed class DockerInitSpecs
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n  <!-- ours -->\n  <ItemGroup>\n    <PackageReference Include=\"Nuke.Common\" Version=\"10.1.0\" />\n  </ItemGroup>\n</Project>\n";

    private Checkout _checkout = null!;

    private string Other => _checkout.PathOf("../other-" + Path.GetFileName(_checkout.Root));

    [SetUp]
    public void MakeRepository()
    {
        _checkout = Checkout.CreateWithoutEngine();
        Directory.CreateDirectory(Path.Combine(Other, "build"));
        Directory.CreateDirectory(Path.Combine(Other, "bot"));
        File.WriteAllText(Path.Combine(Other, "build", "_build.csproj"), Project);
        File.WriteAllText(Path.Combine(Other, "bot", "requirements.txt"), "flask\ngunicorn\n");
        File.WriteAllText(Path.Combine(Other, "bot", "app.py"), "from flask import Flask\n\napp = Flask(__name__)\n");
    }

    [TearDown]
    public void Delete()
    {
        if (Directory.Exists(Other))
            Directory.Delete(Other, recursive: true);
        _checkout.Dispose();
    }

    [Test]
    public async Task It_shows_what_it_would_write_and_writes_it_when_asked_once()
    {
        var preview = await RunAsync();
        var before = Directory.GetFiles(Other, "*", SearchOption.AllDirectories).Length;
        var written = await RunAsync("--apply");
        var again = await RunAsync("--apply");

        Assert.Multiple(() =>
        {
            Assert.That(preview.Output, Does.Contain("+++ b/bot/Dockerfile").And.Contain("(app.py:3)").And.Contain("--apply writes these"));
            Assert.That(before, Is.EqualTo(3), "a preview writes nothing");
            Assert.That(written.Output, Does.Contain("Wrote bot/Dockerfile").And.Contain("new(\"bot\") { Context = RootDirectory / \"bot\" },"));
            Assert.That(File.ReadAllText(Path.Combine(Other, "build", "_build.csproj")), Does.StartWith(Project[..Project.IndexOf("  </ItemGroup>", StringComparison.Ordinal)]).And.Contain("Nuke.Docker.BuildKit.Components"));
            Assert.That(again.Output, Does.Contain("Nothing is left to do"));
        });
    }

    [Test]
    public void The_build_brings_no_MSBuild_of_its_own() =>
        Assert.That(Directory.GetFiles(_checkout.PathOf(".nuke/temp/build"), "Microsoft.Build*.dll").Select(Path.GetFileName), Is.EqualTo(["Microsoft.Build.Locator.dll"]));

    private async Task<Run> RunAsync(params string[] arguments)
    {
        var run = await _checkout.RunAsync(["DockerInit", "--docker-init-directory", Other, .. arguments]);
        return run.ExitCode == 0 ? run : throw new AssertionException(run.ToString());
    }
}
