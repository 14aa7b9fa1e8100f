using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class PythonProjectReaderSpecs
{
    private const string Project = "[project]\nname = 'a'\ndependencies = ['x']\n";

    [TestCase("requirements.txt", "a", PackageManager.Pip)]
    [TestCase("requirements/production.txt", "a", PackageManager.Pip)]
    [TestCase("uv.lock", "version = 1", PackageManager.Uv)]
    [TestCase("poetry.lock", "", PackageManager.Poetry)]
    [TestCase("pdm.lock", "", PackageManager.Pdm)]
    [TestCase("Pipfile.lock", "{}", PackageManager.Pipenv)]
    [TestCase("Pipfile", "", PackageManager.Pipenv)]
    [TestCase("setup.py", "", PackageManager.Pip)]
    [TestCase("setup.cfg", "[options]\ninstall_requires =\n  a\n  b>=1\n", PackageManager.Pip)]
    [TestCase("pyproject.toml", Project, PackageManager.Pip)]
    [TestCase("pyproject.toml", Project + "[tool.uv]\n", PackageManager.Uv)]
    [TestCase("pyproject.toml", Project + "[tool.pdm]\n", PackageManager.Pdm)]
    [TestCase("pyproject.toml", Project + "[tool.pdm.version]\nsource = 'scm'\n", PackageManager.Pip)]
    [TestCase("pyproject.toml", Project + "[tool.pdm.build]\nincludes = ['a']\n", PackageManager.Pip)]
    [TestCase("pyproject.toml", Project + "[tool.pdm.version]\nsource = 'scm'\n[tool.pdm]\ndistribution = false\n", PackageManager.Pdm)]
    [TestCase("pyproject.toml", Project + "[tool.pdm.dev-dependencies]\ntest = ['pytest']\n", PackageManager.Pdm)]
    [TestCase("pyproject.toml", Project + "[tool.poetry]\n", PackageManager.Poetry)]
    [TestCase("pyproject.toml", "[tool.ruff]\n", PackageManager.None)]
    [TestCase("main.py", "", PackageManager.None)]
    public void Each_manager_is_known_by_its_files(string file, string text, PackageManager manager)
    {
        using var folder = new ProjectFolder((file, text));

        Assert.That(folder.Read().PackageManager, Is.EqualTo(manager));
    }

    [Test]
    public void Of_two_locks_the_first_is_used_and_the_other_reported()
    {
        using var folder = new ProjectFolder(("uv.lock", "version = 1"), ("poetry.lock", ""));

        var project = folder.Read();

        Assert.That(project.LockFile, Is.EqualTo("uv.lock"));
        Assert.That(project.Findings.Single(finding => finding is { Level: PythonFindingLevel.Warning, What: "package manager" }).ToString(),
            Does.Contain("poetry.lock exists as well"));
    }

    [TestCase("pyproject.toml", "[project]\nname = 'a'\nname = 'b'\n",
        "pyproject.toml:3: it isn't valid TOML: project.name is already set on line 2 (column 1). Remove one of the two.")]
    [TestCase("pyproject.toml", "[project]\nname = 1\n", "pyproject.toml:2: project.name has the type integer. Write a string.")]
    [TestCase("pyproject.toml", "[project]\ndependencies = 'a'\n", "pyproject.toml:2: project.dependencies has the type string. Write an array.")]
    [TestCase("pyproject.toml", "[project]\ndependencies = [\n 'a',\n 'b=1',\n]\n",
        "pyproject.toml:4: 'b=1' in project.dependencies is not a requirement. Write name, name>=1.0 or name @ URL (PEP 508).")]
    [TestCase("pyproject.toml", "[dependency-groups]\na = [{include-group = 'b'}]\n",
        "pyproject.toml:2: the dependency group b does not exist. Write one of a.")]
    [TestCase("pyproject.toml", "[dependency-groups]\na = [{include-group = 'a'}]\n",
        "pyproject.toml:2: the dependency group a includes itself. Remove one include-group.")]
    [TestCase("uv.lock", "version = \n", "uv.lock:1: it isn't valid TOML: unexpected token end-of-line found while expecting a value (column 11). " +
        "Write a value after =, \"\" for an empty string.")]
    [TestCase("Pipfile.lock", "{\n  \"default\": [\n}", "Pipfile.lock:3: it isn't the JSON of a lock file. Recreate it with pipenv lock.")]
    public void A_broken_file_is_named_with_its_line(string file, string text, string message)
    {
        using var folder = new ProjectFolder((file, text));

        Assert.That(() => folder.Read(), Throws.TypeOf<PythonProjectException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Groups_and_extras_stay_apart_from_what_the_project_needs()
    {
        using var folder = new ProjectFolder(("pyproject.toml", """
            [project]
            name = "a"
            dependencies = ["main"]
            [project.optional-dependencies]
            aws = ["boto3"]
            [dependency-groups]
            test = ["pytest", { include-group = "lint" }]
            lint = ["ruff"]
            [tool.uv]
            dev-dependencies = ["ipython"]
            [tool.uv.sources]
            main = { git = "https://github.com/acme/main", tag = "v1" }
            """));

        var found = folder.Read().Dependencies.Select(_ => $"{_.Name} {_.Group} {_.Optional} {_.Source} {_.Where!.Line}");

        Assert.That(found, Is.EqualTo((string[])
        [
            "main  False git+https://github.com/acme/main 3", "boto3 aws True  5", "pytest test False  7", "ruff test False  8", "ruff lint False  8",
                "ipython dev False  10",
        ]));
    }

    [TestCase("psycopg2", "gcc libc6-dev libpq-dev", "libpq5")]
    [TestCase("psycopg2-binary", "", "")]
    [TestCase("psycopg", "", "libpq5")]
    [TestCase("psycopg[binary]", "", "")]
    [TestCase("mysqlclient", "default-libmysqlclient-dev gcc libc6-dev pkg-config", "libmariadb3")]
    [TestCase("opencv-python", "", "libgl1 libglib2.0-0")]
    [TestCase("opencv-python-headless", "", "")]
    [TestCase("lxml", "", "")]
    [TestCase("lxml\n--no-binary lxml", "gcc libc6-dev libxml2-dev libxslt1-dev zlib1g-dev", "libxml2 libxslt1.1")]
    [TestCase("cryptography\n--no-binary :all:", "cargo gcc libc6-dev libssl-dev pkg-config", "")]
    [TestCase("moviepy", "", "ffmpeg")]
    [TestCase("psycopg2; sys_platform == 'win32'", "", "")]
    [TestCase("a @ git+https://github.com/acme/a.git", "git", "")]
    public void System_packages_follow_the_dependencies(string requirements, string build, string runtime)
    {
        using var folder = new ProjectFolder(("requirements.txt", requirements));

        var packages = folder.Read().SystemPackages;

        Assert.That((string.Join(' ', packages.Build.Select(_ => _.Name)), string.Join(' ', packages.Runtime.Select(_ => _.Name))),
            Is.EqualTo((build, runtime)));
    }

    [Test]
    public void The_table_of_system_packages_is_well_formed()
    {
        var rules = SystemPackageTable.Default.Rules.ToList();

        Assert.Multiple(() =>
        {
            Assert.That(rules, Has.Count.GreaterThan(70));
            Assert.That(rules.SelectMany(rule => rule.For).Where(name => name != PackageName.Normalize(name)), Is.Empty);
            Assert.That(rules.Where(rule => rule.Reason.Length == 0 || rule.Reason.EndsWith('.') || (rule.Hint?.EndsWith('.') ?? false)), Is.Empty);
            Assert.That(rules.Where(rule => !rule.Build.SequenceEqual(rule.Build.Order(StringComparer.Ordinal))
                || !rule.Runtime.SequenceEqual(rule.Runtime.Order(StringComparer.Ordinal))).Select(rule => rule.For[0]), Is.Empty);
            Assert.That(rules.Where(rule =>
                rule.Build.Concat(rule.Linked).Concat(rule.Runtime)
                .Any(name =>
                !name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '.' or '+'))), Is.Empty);
        });
    }

    [TestCase("torch", GpuWheels.Cuda, null)]
    [TestCase("torch\n--index-url https://download.pytorch.org/whl/cpu", GpuWheels.Cpu, "cpu")]
    [TestCase("torch\n--extra-index-url https://download.pytorch.org/whl/cu126", GpuWheels.Cuda, "cu126")]
    [TestCase("torch==2.5.1+cpu", GpuWheels.Cpu, "cpu")]
    [TestCase("jax[cuda12]", GpuWheels.Cuda, null)]
    [TestCase("nvidia-cublas-cu12", GpuWheels.Cuda, null)]
    [TestCase("numpy", GpuWheels.None, null)]
    public void Gpu_wheels_are_distinguished(string requirements, GpuWheels wheels, string? accelerator)
    {
        using var folder = new ProjectFolder(("requirements.txt", requirements));

        var gpu = folder.Read().Gpu;

        Assert.That((gpu.Wheels, gpu.Accelerator), Is.EqualTo((wheels, accelerator)));
    }

    [Test]
    public void A_huge_or_strange_source_file_is_skipped_and_reported()
    {
        using var folder =
            new ProjectFolder(("main.py", "'''" + new string('x', 600 << 10)), ("odd.py", "\0\u0001 \"\"\" ((([\\\n"), ("requirements.txt", "a"));

        var project = folder.Read();

        Assert.That(project.Findings.Where(finding => finding.What == "skipped file").Select(finding => finding.Value), Is.EqualTo((string[])["main.py"]));
    }

    [Test]
    public void Requirements_that_PowerShell_wrote_are_read()
    {
        using var folder = new ProjectFolder();
        File.WriteAllText(Path.Combine(folder.Path, "requirements.txt"), "flask==3.0\r\n", System.Text.Encoding.Unicode);

        Assert.That(folder.Read().Dependencies.Single().Name, Is.EqualTo("flask"));
    }

    [Test]
    public void Folders_of_tests_and_documentation_and_the_layout_are_found()
    {
        using var folder =
            new ProjectFolder(("src/acme/a.py", ""), ("src/acme/tests/t.py", ""), ("tests/t.py", ""), ("docs/conf.py", ""), ("scripts/x.py", ""),
            ("main.py", ""));

        var project = folder.Read();

        Assert.Multiple(() =>
        {
            Assert.That(project.Layout, Is.EqualTo(PackageLayout.Source));
            Assert.That(project.Packages, Is.EqualTo((string[])["main.py", "src/acme"]));
            Assert.That(project.TestFolders, Is.EqualTo((string[])["src/acme/tests", "tests"]));
            Assert.That(project.DocumentationFolders, Is.EqualTo((string[])["docs"]));
        });
    }

    [Test]
    public void A_missing_folder_is_an_error() => Assert.That(() => PythonProjectReader.Read("/nowhere/at/all"), Throws.TypeOf<DirectoryNotFoundException>());

    [Test]
    public void A_requirements_file_that_is_not_UTF_8_is_reported()
    {
        using var folder = new TestSupport.TemporaryDirectory();
        File.WriteAllText(Path.Combine(folder.Path, "requirements.txt"), "flask==3.0\n# größe\n", System.Text.Encoding.Latin1);

        var project = PythonProjectReader.Read(folder.Path);

        Assert.That(project.Dependencies.Select(dependency => dependency.Name), Does.Contain("flask"));
        Assert.That(
            project.Findings.Single(finding => finding.What == "encoding").ToString(),
            Does.Contain("(requirements.txt:2)").And.Contain("utf8NoBOM"));
    }
}
