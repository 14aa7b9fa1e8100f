using IntegrationTests.Python;
using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.Corpus;

/// <summary>Builds the generated Dockerfile of a package, and builds it again with a new version and a setting of a linter.</summary>
internal static class VersionBump
{
    /// <summary>Fails if a dependency step runs again, or if the image has another version than the project.</summary>
    public static async Task BuildAsync(EngineConnection connection, SealedSources sources, string manager)
    {
        using var image = new GeneratedImage(connection, sources, $"version-{manager}", packageManager: manager);
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
