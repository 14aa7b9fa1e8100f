using System.Globalization;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;
using Nuke.Docker.BuildKit.Python.Writing;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class PythonVersionSpecs
{
    [TestCase(">=3.11", "3.10", false)]
    [TestCase(">=3.11", "3.11", true)]
    [TestCase(">=3.11.4", "3.11", true)]
    [TestCase(">3.11", "3.11", true)]
    [TestCase("<3.13", "3.13", false)]
    [TestCase("<3.12.5", "3.12", false)]
    [TestCase("<=3.12", "3.12", false)]
    [TestCase(">=3.9, <4", "3.13", true)]
    [TestCase("!=3.12.*", "3.12", false)]
    [TestCase("!=3.12.1", "3.12", true)]
    [TestCase("==3.11.*", "3.11", true)]
    [TestCase("==3.11.*", "3.12", false)]
    [TestCase("==3.11.5", "3.11", true)]
    [TestCase("~=3.11", "3.13", true)]
    [TestCase("~=3.11.2", "3.12", false)]
    [TestCase("^3.11", "3.13", true)]
    [TestCase("^3.11", "3.10", false)]
    [TestCase("~3.11", "3.12", false)]
    [TestCase("3.11", "3.11", true)]
    [TestCase("3.11", "3.12", false)]
    [TestCase("*", "3.8", true)]
    [TestCase(">=3.9 <3.12", "3.12", false)]
    [TestCase(">= 3.9", "3.12", true)]
    [TestCase("~3.8 || ~3.10", "3.10", true)]
    [TestCase("~3.8 || ~3.10", "3.9", false)]
    public void A_constraint_allows_a_release(string constraint, string release, bool allowed) =>
        Assert.That(VersionRange.Parse(constraint)!.Allows(release), Is.EqualTo(allowed));

    [TestCase("three")]
    [TestCase(">=x")]
    public void What_is_no_constraint_is_refused(string text) => Assert.That(VersionRange.Parse(text), Is.Null);

    [TestCase(".python-version", "3.12.4\n", "3.12", ".python-version:1")]
    [TestCase(".python-version", "# mine\ncpython-3.11-linux\n3.9\n", "3.11", ".python-version:2")]
    [TestCase(".tool-versions", "nodejs 22\npython 3.10.1 3.9\n", "3.10", ".tool-versions:2")]
    [TestCase("mise.toml", "[tools]\npython = \"3.12\"\n", "3.12", "mise.toml:2")]
    [TestCase(".mise.toml", "[tools]\npython = { version = \"3.11\" }\n", "3.11", ".mise.toml:2")]
    [TestCase("runtime.txt", "python-3.11.9\n", "3.11", "runtime.txt:1")]
    [TestCase(".python-version", "3.12 # ours\n", "3.12", ".python-version:1")]
    [TestCase(".python-version", "system 3.11.4 3.9\n", "3.11", ".python-version:1")]
    [TestCase(".python-version", "system\n3.11\n", "3.11", ".python-version:2")]
    [TestCase(".python-version", "cp312\n", "3.12", ".python-version:1")]
    [TestCase(".python-version", ">=3.11,<3.13\n", "3.12", ".python-version:1")]
    [TestCase(".python-version", "3.13t\n", "3.13", ".python-version:1")]
    [TestCase(".python-version", "cpython-3.12.1-linux-x86_64-gnu\n", "3.12", ".python-version:1")]
    [TestCase(".python-version", "latest\n", "3.13", null)]
    [TestCase(".python-version", "3.15\n", "3.15", ".python-version:1")]
    [TestCase("Pipfile", "[packages]\n[requires]\npython_full_version = \"3.12.4\"\n", "3.12", "Pipfile:3")]
    [TestCase("pyproject.toml", "[tool.poetry]\nname = \"a\"\n[tool.poetry.dependencies]\npython = \"^3.9|^3.12\"\n", "3.13", "pyproject.toml:4")]
    [TestCase("pyproject.toml", "[tool.poetry]\nname = \"a\"\n[tool.poetry.dependencies]\npython = \">= 3.9, < 3.13\"\n", "3.12", "pyproject.toml:4")]
    [TestCase("Pipfile", "[packages]\n[requires]\npython_version = \"3.10\"\n", "3.10", "Pipfile:3")]
    [TestCase("pyproject.toml", "[project]\nname = \"a\"\nrequires-python = \">=3.10,<3.12\"\n", "3.11", "pyproject.toml:3")]
    [TestCase("pyproject.toml", "[project]\nname = \"a\"\nrequires-python = \">=3.14\"\n", "3.14", "pyproject.toml:3")]
    [TestCase("pyproject.toml", "[tool.poetry]\nname = \"a\"\n[tool.poetry.dependencies]\npython = \"~3.11\"\n", "3.11", "pyproject.toml:4")]
    [TestCase("uv.lock", "version = 1\nrequires-python = \"<3.12\"\n", "3.11", "uv.lock:2")]
    [TestCase("setup.cfg", "[options]\npython_requires = <3.13\n", "3.12", "setup.cfg:2")]
    [TestCase("setup.py", "from setuptools import setup\nsetup(name='a',\n  python_requires='>=3.8,<3.11')\n", "3.10", "setup.py:3")]
    [TestCase("tox.ini", "[tox]\nenvlist = lint, py310, py{311,312}-unit\n", "3.10", "tox.ini:2")]
    [TestCase("environment.yml", "name: a\ndependencies:\n  - numpy\n  - python=3.11\n", "3.11", "environment.yml:4")]
    [TestCase("environment.yml", "dependencies:\n  - python>=3.10,<3.12  # for torch\n", "3.11", "environment.yml:2")]
    [TestCase("environment.yaml", "dependencies:\n  - \"python == 3.10.*\"\n  - python-dateutil=2\n", "3.10", "environment.yaml:2")]
    [TestCase("Dockerfile", "# x\nFROM python:3.11-slim AS builder\nFROM python:3.10\n", "3.11", "Dockerfile:2")]
    [TestCase("Dockerfile", "ARG PYTHON_IMAGE=mirror.example.com/python:3.12.4-slim\nFROM ${PYTHON_IMAGE}\n", "3.12", "Dockerfile:1")]
    [TestCase("Dockerfile", "FROM --platform=linux/amd64 python:3.10\n", "3.10", "Dockerfile:1")]
    [TestCase("Dockerfile", "FROM ghcr.io/acme/cpython:3.9\n", "3.13", null)]
    [TestCase("pyproject.toml",
        "[project]\nname = 'a'\nclassifiers = [\n  'Programming Language :: Python :: 3',\n  'Programming Language :: Python :: 3.10',\n  'Programming " +
        "Language :: Python :: 3.11',\n]\n", "3.11", "pyproject.toml:5")]
    [TestCase("setup.cfg", "[metadata]\nclassifiers =\n  Programming Language :: Python :: 3.9\n", "3.9", "setup.cfg:3")]
    [TestCase("setup.py", "from setuptools import setup\nsetup(name='a', classifiers=[\n  'Programming Language :: Python :: 3.12'])\n", "3.12", "setup.py:3")]
    [TestCase(".github/workflows/test.yml", "    strategy:\n      matrix:\n        python-version: ['3.10', \"3.11\"]\n", "3.11",
        ".github/workflows/test.yml:3")]
    [TestCase(".github/workflows/ci.yaml", "        with:\n          python-version: 3.12 # ours\n", "3.12", ".github/workflows/ci.yaml:2")]
    [TestCase(".github/workflows/ci.yaml", "        with:\n          python-version: ${{ matrix.python }}\n", "3.13", null)]
    [TestCase("README.md", "3.9\n", "3.13", null)]
    public void Each_place_can_decide(string file, string text, string version, string? where)
    {
        using var folder = new ProjectFolder((file, text));

        var chosen = folder.Read().PythonVersion;

        Assert.That((chosen.Chosen, chosen.Where?.ToString()), Is.EqualTo((version, where)));
    }

    [Test]
    public void The_environment_comes_before_all_files()
    {
        using var folder = new ProjectFolder((".python-version", "3.12"));

        var project = folder.Read(new Dictionary<string, string> { ["PYTHON_VERSION"] = "3.11.2" });

        Assert.That(project.PythonVersion.Chosen, Is.EqualTo("3.11"));
    }

    [TestCase("pyproject.toml", "[project]\nname = 'a'\nrequires-python = '==3.12.4'\n", "3.12", "3.12.4")]
    [TestCase("pyproject.toml", "[tool.poetry]\nname = 'a'\n[tool.poetry.dependencies]\npython = '3.11.4'\n", "3.11", "3.11.4")]
    [TestCase("Pipfile", "[packages]\n[requires]\npython_full_version = '3.11.9'\n", "3.11", "3.11.9")]
    [TestCase("pyproject.toml", "[project]\nname = 'a'\nrequires-python = '==3.12.*'\n", "3.12", null)]
    [TestCase("pyproject.toml", "[project]\nname = 'a'\nrequires-python = '>=3.12.4'\n", "3.13", null)]
    [TestCase(".python-version", "3.12.4\n", "3.12", null, Description = "Managers do not compare it with the running one")]
    [TestCase("pyproject.toml", "[tool.poetry]\nname = 'a'\n[tool.poetry.dependencies]\npython = '~3.7'\n", "3.7", null)]
    [TestCase("pyproject.toml", "[project]\nname = 'a'\nrequires-python = '>=3.6,<3.8'\n", "3.7", null)]
    public void The_image_has_the_version_that_the_manager_accepts(string file, string text, string release, string? patch)
    {
        using var folder = new ProjectFolder((file, text));

        var project = folder.Read();

        Assert.That((project.PythonVersion.Chosen, project.PythonVersion.Patch), Is.EqualTo((release, patch)));
        Assert.That(DockerfileWriter.BaseImageOf(project), Is.EqualTo($"python:{patch ?? release}-slim"));
    }

    [Test]
    public void What_a_project_was_built_with_gives_way_to_what_it_asks_for()
    {
        using var folder =
            new ProjectFolder(("pyproject.toml", "[project]\nname = 'a'\nrequires-python = '>=3.12'\n"), ("Dockerfile", "FROM python:3.9\n"),
            (".github/workflows/ci.yml", "python-version: 3.10\n"));

        var project = folder.Read();

        Assert.That(project.PythonVersion.Chosen, Is.EqualTo("3.13"));
        Assert.That(project.Findings.Where(finding => finding.Level == PythonFindingLevel.Warning && finding.What == "Python version"), Is.Empty);
    }

    [Test]
    public void A_pin_that_the_project_forbids_is_followed_and_reported()
    {
        using var folder =
            new ProjectFolder((".python-version", "3.9"), ("pyproject.toml", "[project]\nname = 'a'\nrequires-python = '>=3.11'\n"),
            ("runtime.txt", "python-3.12"));

        var project = folder.Read();

        var reported = project.Findings.Where(finding => finding.Level == PythonFindingLevel.Warning && finding.What == "Python version")
            .Select(finding => $"{finding.Where}: {finding.Why}");
        Assert.Multiple(() =>
        {
            Assert.That(project.PythonVersion, Is.EqualTo(new PythonVersion("3.9", ">=3.11", new(".python-version", 1))));
            Assert.That(reported, Is.EqualTo((string[])
            [
                "runtime.txt:1: Here it is 3.12, which contradicts .python-version:1.",
                "pyproject.toml:3: >=3.11 is required here, which contradicts .python-version:1.",
                ".python-version:1: Python 3.9 has had no security fixes since October 2025. Use a newer release.",
            ]));
        });
    }

    [TestCase("3.10", "2026-10-31", false)]
    [TestCase("3.10", "2026-11-01", true)]
    [TestCase("3.15", "2026-11-01", false)]
    [TestCase("3.15", "2031-11-01", true)]
    [TestCase("3.99", "2031-11-01", false)]
    public void The_end_of_life_is_known_by_release(string release, string today, bool ended) =>
        Assert.That(PythonReleases.EndOf(release, DateOnly.Parse(today, CultureInfo.InvariantCulture)) is not null, Is.EqualTo(ended));

    [Test]
    public void An_ended_release_that_only_a_range_leads_to_is_reported()
    {
        using var folder = new ProjectFolder(("pyproject.toml", "[project]\nname = \"a\"\nrequires-python = \"<3.9\"\n"));

        Assert.That(folder.Read().Findings.Select(finding => finding.Why), Has.Some.Contain("Python 3.8 has had no security fixes since October 2024"));
    }

    [TestCase("pypy3.10")]
    [TestCase("2.7")]
    public void Other_interpreters_are_reported_and_left_out(string version)
    {
        using var folder = new ProjectFolder((".python-version", version));

        var project = folder.Read();

        Assert.That(project.Findings.Any(finding => finding is { Level: PythonFindingLevel.Warning, What: "Python version" }));
        Assert.That(project.PythonVersion.Chosen, Is.EqualTo(PythonVersion.Default));
    }
}
