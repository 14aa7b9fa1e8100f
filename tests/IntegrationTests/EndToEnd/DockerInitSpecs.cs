using SealedInputs;

namespace IntegrationTests.EndToEnd;

/// <summary><c>./build.sh DockerInit</c> as a user runs it: the compiled build starts the installed SDK.</summary>
[Category("EndToEnd")]
public sealed class DockerInitSpecs
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <!-- ours -->
          <ItemGroup>
            <PackageReference Include="Nuke.Common" Version="10.1.0" />
          </ItemGroup>
        </Project>

        """;

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
            Assert.That(
                File.ReadAllText(Path.Combine(Other, "build", "_build.csproj")),
                Does.StartWith(Project[..Project.IndexOf("  </ItemGroup>", StringComparison.Ordinal)]).And.Contain("Nuke.Docker.BuildKit.Components"));
            Assert.That(again.Output, Does.Contain("Nothing is left to do"));
        });
    }

    [Test]
    [Slow]
    public async Task What_it_writes_is_built_pinned_and_taken_by_compose()
    {
        var connection = await TestEngine.ConnectAsync();
        await using var sources = await SealedSources.PrepareAsync(connection, TestEngine.SealedInputs, TestContext.Progress.WriteLine);
        await using var registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs);
        var python = $"{registry.Address}/python:3";
        await Shell.RunAsync(connection, $"docker tag {sources.PythonImage ?? "python:3.13-slim"} {python} && docker push {python}");

        await RunAsync(
            new Dictionary<string, string?>
            {
                ["DOCKER_HOST"] = connection.DockerHost,
                ["DOCKER_CONFIG"] = connection.DockerConfig,
                ["PATH"] = $"{Path.GetDirectoryName(connection.DockerPath)}:{Environment.GetEnvironmentVariable("PATH")}",
            },
            "--apply", "--compose", "--compose-cache", "../cache", "--base-image", python, "--pin-base-image");
        var bot = Path.Combine(Other, "bot");
        var secrets = string.Concat(sources.Secrets("pip").Select(secret => $" --secret {secret}"));
        await Shell.RunAsync(
            connection,
            $"docker buildx build {(connection.NeedsHostNetwork ? "--network=host" : "")} {secrets} --load --tag init-specs .",
            bot);
        var answer = await Shell.RunAsync(
            connection,
            $"docker run --rm {(connection.NeedsHostNetwork ? "--network=host" : "")} init-specs python -c 'import app; print(app.app.name)'");
        var compose = await Shell.RunAsync(connection, "docker compose config", bot);
        await Shell.RunAsync(connection, $"docker image rm -f init-specs {python}");

        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(bot, "Dockerfile")), Does.Match($"\nARG PYTHON_IMAGE={python}@sha256:[0-9a-f]{{64}}\n"));
            Assert.That(answer.Trim(), Does.EndWith("app"));
            Assert.That(compose, Does.Contain("type=local,dest=../cache/bot,mode=max"));
        });
    }

    [Test]
    public void The_build_brings_no_MSBuild_of_its_own() =>
        Assert.That(
            Directory.GetFiles(_checkout.PathOf("build/bin/run"), "Microsoft.Build*.dll").Select(Path.GetFileName),
            Is.EqualTo(["Microsoft.Build.Locator.dll"]));

    private Task<Run> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string?>(), arguments);

    private async Task<Run> RunAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var run = await _checkout.RunAsync(variables, ["DockerInit", "--docker-init-directory", Other, .. arguments]);
        return run.ExitCode == 0 ? run : throw new AssertionException(run.ToString());
    }
}
