using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

/// <summary>Extras and groups with builds of one package: named, chosen and installed.</summary>
public sealed class ExtraSpecs
{
    private const string Torch = "[project]\nname = \"model\"\ndependencies = [\"click\"]\n[project.optional-dependencies]\n"
        + "cpu = [\"torch==2.7.0\"]\ncuda = [\"torch==2.7.0\"]\nplots = [\"matplotlib\"]\n";

    [Test]
    public void A_choice_between_builds_of_a_package_is_asked_for()
    {
        using var folder = new ProjectFolder(("pyproject.toml", Torch), ("main.py", "print(1)\n"));

        var project = folder.Read();

        var asked = project.Findings.Single(finding => finding is { What: "extras", Level: PythonFindingLevel.Warning });
        Assert.That((asked.Value, asked.Why), Is.EqualTo(("cpu, cuda", "torch is only in these extras, of which the image installs none. Choose one.")));
        Assert.That(project.HeavyDependencies, Is.Empty);
    }

    [TestCase("[project]\nname = \"a\"\ndependencies = [\"torch\"]\n[project.optional-dependencies]\ncuda = [\"torch\"]\n")]
    [TestCase("[project]\nname = \"a\"\ndependencies = []\n[project.optional-dependencies]\nplots = [\"torch\"]\ncurrent = [\"click\"]\n")]
    public void Without_a_choice_nothing_is_asked(string pyproject)
    {
        using var folder = new ProjectFolder(("pyproject.toml", pyproject));

        Assert.That(folder.Read().Findings.Select(finding => finding.What), Has.None.EqualTo("extras"));
    }

    [Test]
    public void Extras_that_are_not_installed_are_named()
    {
        using var folder = new ProjectFolder(
            ("pyproject.toml", "[tool.poetry]\nname = \"a\"\nversion = \"1\"\n[tool.poetry.dependencies]\npython = \"^3.11\"\njinja2 = { version = \"*\", "
                + "optional = true }\npytest = { version = \"*\", optional = true }\n[tool.poetry.extras]\nweb = [\"jinja2\"]\nall = [\"jinja2\"]\n"
                + "test = [\"pytest\"]\n[tool.poetry.group.docs.dependencies]\nsphinx = \"*\"\n"));

        var found = folder.Read().Findings.Single(finding => finding.What == "optional extras");
        Assert.That((found.Value, found.Why), Is.EqualTo(("all, web", "The image does not install them; --extras NAME installs one.")));
        Assert.That(
            PythonProjectReader.Read(folder.Path, null, null, null, ["web", "all"]).Findings.Select(finding => finding.What),
            Has.None.EqualTo("optional extras"));
        Assert.That(
            DockerfileWriter.Write(PythonProjectReader.Read(folder.Path, null, null, null, ["web"])), Does.Contain("--no-interaction --extras web && "));
    }

    [TestCase("", "if re.sub(\"[-_.]+\", \"-\", name).lower() in [\"cpu\"]:")]
    [TestCase("[tool.uv]\n", "uv sync --extra cpu --no-install-project")]
    [TestCase("[tool.poetry]\npackage-mode = false\n", "poetry install --only main --no-root --no-interaction --extras cpu")]
    [TestCase("[tool.pdm]\ndistribution = false\n", "pdm install --prod --no-self --no-lock --group cpu")]
    public void A_chosen_extra_is_installed(string tool, string step)
    {
        using var folder = new ProjectFolder(("pyproject.toml", Torch + tool), ("main.py", "print(1)\n"));

        var project = PythonProjectReader.Read(folder.Path, null, null, null, ["CPU"]);

        Assert.That(project.HeavyDependencies, Is.EqualTo(["torch"]));
        Assert.That(DockerfileWriter.Write(project), Does.Contain(step));
        Assert.That(project.Findings.Select(finding => finding.What), Has.None.EqualTo("extras").And.Some.EqualTo("extra"));
    }

    [TestCase("[tool.uv]\n", "uv sync --group gpu --no-install-project")]
    [TestCase("[tool.poetry]\npackage-mode = false\n", "poetry install --only main,gpu --no-root --no-interaction")]
    [TestCase("", "for name in [\"gpu\"]:")]
    public void A_chosen_group_is_installed(string tool, string step)
    {
        using var folder = new ProjectFolder(
            ("pyproject.toml", $"[project]\nname = \"model\"\ndependencies = [\"click\"]\n[dependency-groups]\ngpu = [\"torch\"]\n{tool}"),
            ("main.py", "print(1)\n"));

        Assert.That(DockerfileWriter.Write(PythonProjectReader.Read(folder.Path, null, null, null, ["gpu"])), Does.Contain(step));
    }

    [Test]
    public void The_lock_of_a_chosen_extra_decides()
    {
        const string Lock = "version = 1\n[[package]]\nname = \"model\"\nversion = \"1\"\nsource = { virtual = \".\" }\ndependencies = [{ name = \"click\" }]\n"
            + "[package.optional-dependencies]\ncpu = [{ name = \"torch\" }]\n[[package]]\nname = \"click\"\nversion = \"8\"\n"
            + "[[package]]\nname = \"torch\"\nversion = \"2.7.0\"\ndependencies = [{ name = \"sympy\" }]\n[[package]]\nname = \"sympy\"\nversion = \"1\"\n";
        using var folder = new ProjectFolder(("pyproject.toml", Torch), ("uv.lock", Lock));

        Assert.That(folder.Read().LockedPackages.Select(package => package.Name), Is.EqualTo(["click"]));
        Assert.That(
            PythonProjectReader.Read(folder.Path, null, null, null, ["cpu"]).LockedPackages.Select(package => package.Name),
            Is.EqualTo(["click", "torch", "sympy"]));
    }
}
