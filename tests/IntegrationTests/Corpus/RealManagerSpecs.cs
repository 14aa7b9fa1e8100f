using IntegrationTests.Python;
using Nuke.Docker.BuildKit.Python.Writing;
using Nuke.Docker.BuildKit.Scaffolding;

namespace IntegrationTests.Corpus;

/// <summary>
/// Builds generated Dockerfiles with Poetry, PDM and Pipenv themselves, which lock and install from Debian's packages if PyPI can't be reached.
/// </summary>
[Category("Corpus")]
[Platform("Linux")]
public sealed class RealManagerSpecs : SealedSourcesFixture
{
    private protected override bool HasManagers => true;

    [TestCase("poetry")]
    [TestCase("pdm")]
    [Slow(Sample = "poetry")]
    public Task A_new_version_and_a_setting_of_a_linter_reinstall_nothing(string manager) => VersionBump.BuildAsync(Connection, Sources, manager);

    [TestCase("poetry")]
    [TestCase("pdm")]
    [TestCase("pipenv")]
    [Slow]
    public Task A_library_elsewhere_in_the_repository_is_installed(string manager) => OutsideLibrary.BuildAsync(Connection, Sources, manager);

    [TestCase("", "plain False")]
    [TestCase("signing", "signed False")]
    public async Task Poetry_installs_the_extras_that_are_chosen(string extra, string output)
    {
        if (extra.Length == 0)
            FullRun.Require("The other case shows that not all extras are installed.");
        using var image = new GeneratedImage(Connection, Sources, $"real-extras-{extra}", packageManager: "poetry");
        image.Write("pyproject.toml", """
            [tool.poetry]
            name = "notifier"
            version = "0.3.0"
            description = "Sends notifications"
            authors = ["A <a@example.com>"]
            readme = "README.md"

            [tool.poetry.dependencies]
            python = "^3.11"
            click = "^8.0"
            itsdangerous = { version = "^2.0", optional = true }
            markupsafe = { version = "*", optional = true }

            [tool.poetry.extras]
            signing = ["itsdangerous"]
            templates = ["markupsafe"]
            all = ["itsdangerous", "markupsafe"]

            [tool.poetry.scripts]
            notify = "notifier.cli:main"

            [build-system]
            requires = ["poetry-core"]
            build-backend = "poetry.core.masonry.api"

            """);
        image.Write("README.md", "# Notifier\n");
        image.Write("notifier/__init__.py", "");
        image.Write("notifier/cli.py", $$"""
            import importlib.util
            import click  # {{Guid.NewGuid()}}


            def main():
                signed = "signed" if importlib.util.find_spec("itsdangerous") else "plain"
                click.echo(f"{signed} {importlib.util.find_spec('markupsafe') is not None}")

            """);
        image.Write(".dockerignore", "*.Dockerfile\n");
        image.NameIndex();
        await image.LockAsync("poetry.lock", "poetry==2.*");
        var project = RepositoryScaffolder.Plan(image.Directory, new() { Extras = extra.Length == 0 ? [] : [extra] }).Services.Single().Project;
        image.Write("Dockerfile", DockerfileWriter.Write(project with { Indexes = [] }));
        await image.BuildAsync();

        Assert.That(await image.RunAsync("notify"), Does.EndWith($"{output}\n"));
    }

    [Test]
    public async Task Pipenv_installs_what_it_has_locked()
    {
        FullRun.Require("Poetry shows the same.");
        using var image = new GeneratedImage(Connection, Sources, "real-pipenv", packageManager: "pipenv");
        image.Write("Pipfile", "[packages]\nclick = \"*\"\n");
        image.Write("main.py", "import click\n\nprint('one', click.__name__)\n");
        image.Write(".dockerignore", "*.Dockerfile\n");
        image.NameIndex();
        await image.LockAsync("Pipfile.lock", "pipenv>=2024");
        image.Generate(project => project with { Indexes = [] });
        await image.BuildAsync();
        var before = await image.RunAsync("python main.py");

        image.Write("main.py", $"import click\n\nprint('two', click.__name__)  # {Guid.NewGuid()}\n");
        var ran = PlainLog.StepsThatRan(await image.BuildAsync());
        var after = await image.RunAsync("python main.py");

        Assert.That((before, after), Is.EqualTo(("one click\n", "two click\n")));
        Assert.That(ran, Has.Count.EqualTo(1).And.Some.Contain("COPY"), string.Join('\n', ran));
    }
}
