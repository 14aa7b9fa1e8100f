namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class NeededPathSpecs
{
    [TestCase("setup.py", "from setuptools import setup\nsetup(name='a', long_description=open('README.md').read())\n", "README.md",
        Description = "setup.py reads it")]
    [TestCase("setup.cfg", "[metadata]\nlong_description = file: README.md, docs/index.md\n", "README.md docs/index.md")]
    [TestCase("MANIFEST.in", "include README.md\nrecursive-include docs *.md\n", "README.md docs/index.md")]
    [TestCase("pyproject.toml", "[project]\nname = 'a'\nreadme = 'README.md'\n[tool.pytest.ini_options]\ntestpaths = ['tests']\n", "README.md")]
    [TestCase("pyproject.toml", "[tool.hatch.build.targets.wheel.force-include]\n'docs/index.md' = 'a/index.md'\n", "docs/index.md")]
    [TestCase("app.py", "text = open('docs/index.md').read()\n", "docs/index.md")]
    [TestCase("app.py", "text = (Path(__file__).parent / 'docs' / name).read_text()\n", "docs")]
    [TestCase("app.py", "text = f'{BASE}/docs/index.md'\n", "docs/index.md")]
    [TestCase("app.py", "app.mount('/help', StaticFiles(directory='docs'))\n", "docs")]
    [TestCase("app.py", "ssl.create_default_context(cafile='certs/ca.pem')\n", "certs/ca.pem")]
    [TestCase("app.py", "app.mount('/s', StaticFiles(directory='dist'))\n", "dist")]
    [TestCase("app.py", "STATICFILES_DIRS = [BASE_DIR / 'dist']\n", "dist")]
    [TestCase("app.py", "DOCS = 'docs'\nprint(Path.cwd() / DOCS)\n", "docs")]
    [TestCase("app.py", "seed = os.path.join(HERE, os.pardir, 'logs', 'seed.txt')\n", "logs/seed.txt")]
    [TestCase("app.py", "seed = BASE / 'logs' / 'seed.txt'\n", "logs/seed.txt")]
    [TestCase("app.py", "Path('logs').mkdir(exist_ok=True)\n", "", Description = "The program fills it")]
    [TestCase("app.py", "app = FastAPI(docs_url='/docs')\n", "", Description = "An address, not a path")]
    [TestCase("app.py", "if environment == 'tests': pass\n", "")]
    [TestCase("app.py", "from tests.data import x\n", "tests")]
    [TestCase("tests/test_a.py", "open('docs/index.md')\n", "", Description = "Only tests read it")]
    public void Files_that_the_build_or_the_program_reads_are_needed(string file, string text, string needed)
    {
        using var folder = new ProjectFolder(
            ("README.md", "x"), ("docs/index.md", "x"), ("docs/conf.py", "x = 1"), ("certs/ca.pem", "x"),
            ("dist/app.js", "x"), ("logs/seed.txt", "x"), ("tests/__init__.py", ""), ("tests/data.py", "x = 1"),
                (file, text));

        Assert.That(string.Join(' ', folder.Read().NeededPaths), Is.EqualTo(needed));
    }

    [TestCase("src/pkg/test", "src/pkg/__init__.py")]
    [TestCase("pkg/docs", "pkg/__init__.py")]
    [TestCase("templates/docs", "templates/base.html")]
    [TestCase("dist", "dist/__init__.py")]
    [TestCase("logs", "logs/__init__.py")]
    public void A_folder_of_code_is_needed_whatever_its_name(string path, string beside)
    {
        using var folder = new ProjectFolder((beside, ""), ($"{path}/view.py", ""));

        Assert.That(folder.Read().NeededPaths, Is.EqualTo(new[] { path }));
    }

    [TestCase("pip.conf", "[global]\nindex-url = https://ci:hunter2@pypi.acme.example/simple\n")]
    [TestCase("uv.toml", "index-url = \"https://ci:hunter2@pypi.acme.example/simple\"\n")]
    [TestCase(".pypirc", "[pypi]\npassword = hunter2\n")]
    public void A_password_in_a_configuration_is_reported_and_the_file_excluded(string file, string text)
    {
        using var folder = new ProjectFolder((file, text));

        var project = folder.Read();

        Assert.That(project.PrivateFiles, Is.EqualTo(new[] { file }));
        Assert.That(project.Findings.Single(finding => finding.What == "credential").ToString(), Does.Contain(file).And.Not.Contain("hunter2"));
    }

    [TestCase("uv.toml", "index-url = \"https://pypi.acme.example/simple\"\n")]
    [TestCase("names.db", "not SQLite, but long enough")]
    public void Other_files_of_these_names_stay(string file, string text)
    {
        using var folder = new ProjectFolder((file, text));

        Assert.That(folder.Read().PrivateFiles, Is.Empty);
    }

    [TestCase("data/bot.db", "SQLite format 3\0and so on", "x = 1\n", true)]
    [TestCase("data/bot.db", "SQLite format 3\0and so on", "sqlite3.connect('file:data/bot.db?mode=ro', uri=True)\n", false,
        Description = "The program ships with it")]
    [TestCase("data/bot.db-wal", "rows", "x = 1\n", true)]
    [TestCase("bot.sqlite3-journal", "rows", "x = 1\n", true)]
    [TestCase("notes-journal", "text", "x = 1\n", false)]
    public void A_database_is_known_by_its_content_and_its_journal_by_its_name(string file, string text, string code, bool excluded)
    {
        using var folder = new ProjectFolder((file, text), ("app.py", code));

        Assert.That(folder.Read().PrivateFiles, Is.EqualTo(excluded ? (string[])[file] : []));
    }
}
