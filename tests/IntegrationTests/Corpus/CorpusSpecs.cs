using IntegrationTests.Python;
using Nuke.Docker.BuildKit.Scaffolding;
using Nuke.Docker.BuildKit.Text.Changes;

namespace IntegrationTests.Corpus;

/// <summary>Builds and starts the files that <c>DockerInit</c> writes for projects with one unusual trait each.</summary>
[Category("Corpus")]
[Platform("Linux")]
public sealed class CorpusSpecs : SealedSourcesFixture
{
    [TestCaseSource(typeof(CorpusProject), nameof(CorpusProject.Sample))]
    public async Task A_project_is_built_and_starts(CorpusProject project)
    {
        using var image = new GeneratedImage(Connection, Sources, $"corpus-{project.Name}");
        foreach (var (path, text) in project.Files)
            image.Write(path, text);
        var service = RepositoryScaffolder.Plan(image.Directory, new() { Overwrite = true }).Services.Single();
        FileChanges.Write(service.Changes);
        // Other programs of this machine use the usual ports.
        var port = ServiceContainer.FreePort();
        if (service.Project.Port is { } usual)
            image.Write("Dockerfile", File.ReadAllText(Path.Combine(image.Directory, "Dockerfile")).Replace($"{usual}", $"{port}", StringComparison.Ordinal));
        await image.BuildAsync();

        if (project.Path is null)
        {
            var network = Connection.NeedsHostNetwork ? "--network=host" : "";
            Assert.That(await image.ShellAsync($"docker run --rm {network} {image.Name}"), Does.Contain(project.Expected));
            return;
        }

        await using var container = await ServiceContainer.StartAsync(Connection, image.Name, port, "--health-interval=1s");
        var answer = await container.GetAsync(project.Path);
        var health = await container.HealthAsync();

        Assert.That((answer.Contains(project.Expected), health), Is.EqualTo((true, "healthy")), answer);
    }

    [TestCase("pip")]
    [TestCase("poetry")]
    [TestCase("pdm")]
    [TestCase("uv")]
    public async Task A_new_version_and_a_setting_of_a_linter_reinstall_nothing(string manager)
    {
        if (manager is "pdm" or "poetry")
            FullRun.Require("The other managers show the same.");
        using var image = new GeneratedImage(Connection, Sources, $"version-{manager}", packageManager: manager);
        var pyproject = $$"""
            [project]
            name = "acme"
            version = "1.4.0"
            description = "A service"
            requires-python = ">=3.11"
            dependencies = ["click>=8"]
            {{BuildBackend.Table}}
            {{(manager == "pip" ? "" : $"\n[tool.{manager}]\n")}}
            """;
        image.Write("pyproject.toml", pyproject);
        var version = "tomllib.load(open('pyproject.toml', 'rb'))['project']['version']";
        image.Write("build_backend/backend.py", BuildBackend.Source("acme", version));
        image.Write("src/acme/__init__.py", "");
        // New in each run, because the engine keeps the steps of the last one.
        image.Write(
            "src/acme/__main__.py",
            $"import click  # {Guid.NewGuid()}\nfrom importlib.metadata import version\n\nprint(version('acme'), click.__name__)\n");
        image.Write(".dockerignore", "*.Dockerfile\n");
        image.NameIndex();
        if (manager != "pip")
            await image.LockAsync($"{manager}.lock", manager == "uv" ? null : $"{manager}==2.*");
        image.Generate(project => project with { Indexes = [] });
        await image.BuildAsync();
        var before = await image.RunAsync("python -m acme");

        var text = File.ReadAllText(Path.Combine(image.Directory, "pyproject.toml"));
        image.Write("pyproject.toml", text.Replace("1.4.0", "1.4.1", StringComparison.Ordinal) + "\n[tool.ruff]\nline-length = 100\n");
        var ran = PlainLog.StepsThatRan(await image.BuildAsync());
        var after = await image.RunAsync("python -m acme");

        Assert.Multiple(() =>
        {
            Assert.That(before, Does.EndWith("1.4.0 click\n"));
            Assert.That(after, Does.EndWith("1.4.1 click\n"));
            // The engine may know the manifest from an earlier run.
            Assert.That(
                ran.Select(step => step.Split(' ')[0]),
                Is.SubsetOf(new[] { "manifest", "project", "runtime" }).And.Contains("project").And.Contains("runtime"),
                string.Join('\n', ran));
            Assert.That(
                ran.Where(step => step.StartsWith("runtime", StringComparison.Ordinal)),
                Has.None.Contain("/wheels").And.None.Contain("from=dependencies"),
                string.Join('\n', ran));
        });
    }
}
