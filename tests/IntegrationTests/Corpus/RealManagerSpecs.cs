using IntegrationTests.Python;

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
    public async Task A_new_version_and_a_setting_of_a_linter_reinstall_nothing(string manager)
    {
        if (manager != "poetry")
            FullRun.Require("Poetry shows the same.");
        await VersionBump.BuildAsync(Connection, Sources, manager);
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
