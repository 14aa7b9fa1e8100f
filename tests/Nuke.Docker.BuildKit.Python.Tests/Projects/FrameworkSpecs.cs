using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class FrameworkSpecs
{
    /// <summary>Rows of frameworks.txt: a line with framework, requirements, file and start command, then the text of the file.</summary>
    private static IEnumerable<TestCaseData> Programs()
    {
        var rows = File.ReadAllText(Path.Combine(ProjectFolder.Sources(), "Projects", "frameworks.txt")).Split("-- ", StringSplitOptions.RemoveEmptyEntries);
        foreach (var row in rows.Select(row => row.Split(" --\n", 2)))
        {
            var head = row[0].Split(" | ");
            yield return new TestCaseData(head[1], head[2], row[1], Enum.Parse<PythonFramework>(head[0]), head[3]).SetArgDisplayNames([.. head]);
        }
    }

    [TestCaseSource(nameof(Programs))]
    public void Framework_and_start_command_are_found(string requirements, string file, string source, PythonFramework framework, string command)
    {
        using var folder = new ProjectFolder(("requirements.txt", requirements.Replace(' ', '\n')), (file, source));

        var project = folder.Read();

        Assert.That((project.Framework, string.Join(' ', project.StartCommand)), Is.EqualTo((framework, command)));
    }

    [TestCase("django gunicorn", "gunicorn --bind 0.0.0.0:8000 shop.wsgi:application")]
    [TestCase("django uvicorn", "uvicorn shop.asgi:application --host 0.0.0.0 --port 8000")]
    [TestCase("django", "python manage.py runserver --noreload 0.0.0.0:8000")]
    public void Django_is_served_as_its_dependencies_allow(string requirements, string command)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", requirements.Replace(' ', '\n')),
                ("manage.py", "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"),
            ("shop/__init__.py", ""), ("shop/settings.py", ""), ("shop/wsgi.py", "application = None\n"), ("shop/asgi.py", "application = None\n"));

        var project = folder.Read();

        Assert.That((project.Framework, string.Join(' ', project.StartCommand)), Is.EqualTo((PythonFramework.Django, command)));
    }

    [TestCase("[project]\nname = 'acme'\nscripts = { acme = 'acme.cli:main' }\n[build-system]\nrequires = []\nbuild-backend = 'hatchling.build'\n", "acme")]
    [TestCase("[project]\nname = 'acme'\nscripts = { acme-admin = 'acme.admin:main', acme = 'acme.cli:main' }\n[build-system]\nrequires = []\n", "acme",
        Description = "The one of the project's own name")]
    [TestCase("[tool.poetry]\nname = 'acme'\n[tool.poetry.scripts]\nserve = 'acme.cli:main'\n[build-system]\nrequires = []\nbuild-backend = " +
        "'poetry.core.masonry.api'\n", "serve")]
    public void A_command_that_the_project_brings_starts_it(string pyproject, string command)
    {
        using var folder = new ProjectFolder(("pyproject.toml", pyproject), ("acme/__init__.py", ""), ("acme/cli.py", "def main():\n    pass\n"));

        Assert.That(string.Join(' ', folder.Read().StartCommand), Is.EqualTo(command));
    }

    [Test]
    public void Of_several_applications_the_usual_place_counts()
    {
        const string application = "from fastapi import FastAPI\napp = FastAPI()\n";
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn"), ("examples/main.py", application), ("tests/app.py", application),
                ("service/internal/main.py", application),
            ("service/main.py", application), ("service/zz.py", application), ("venv/pyvenv.cfg", ""), ("venv/main.py", application),
                (".hidden/main.py", application));

        Assert.That(folder.Read().Application, Is.EqualTo("service.main:app"));
    }

    [TestCase("@app.get('/healthz')\ndef h(): pass\n@app.get('/health')\ndef h2(): pass\n", "/health")]
    [TestCase("@app.get('/api/v1/ping')\ndef h(): pass\n", "/api/v1/ping")]
    [TestCase("@app.get('/health/{name}')\ndef h(): pass\n", null)]
    [TestCase("@app.get('/users')\ndef h(): pass\n", null)]
    [TestCase("router = APIRouter(prefix='/v1')\n@router.get('/health')\ndef h(): pass\n", null)]
    public void A_health_path_is_found_where_it_is_certain(string routes, string? path)
    {
        using var folder =
            new ProjectFolder(("requirements.txt", "fastapi\nuvicorn"), ("main.py", $"from fastapi import FastAPI, APIRouter\napp = FastAPI()\n{routes}"));

        Assert.That(folder.Read().HealthPath, Is.EqualTo(path));
    }

    [Test]
    public void Modules_below_src_are_named_as_the_project_imports_them()
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn"), ("src/main.py", "from fastapi import FastAPI\nfrom src.other import x\napp = FastAPI()\n"),
                ("src/other.py", "x = 1\n"));

        Assert.That(folder.Read().Application, Is.EqualTo("src.main:app"));
    }
}
