using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Linting;

/// <summary>Tests rules about the context, and <see cref="DockerignoreFixer"/>, with real directories.</summary>
public sealed class ContextRulesSpecs
{
    private const string Whole = "FROM python:3.13-slim\nCOPY . .\nUSER 1:1\n";
    private const string Installs = "FROM python:3.13-slim\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/pip pip install .\nUSER 1:1\n";
    private const string BuiltProject = "pyproject.toml=[project]\nname = \"a\"\nversion = \"1\"\nreadme = \"README.md\"\n"
        + "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n";

    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("context-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("NDB013", Whole, "no ignore file")]
    [TestCase("NDB014", Whole, "a cache in the context", "..cache/index.json", ".dockerignore=*.log\n")]
    [TestCase("NDB023", Whole, "an invalid pattern", ".dockerignore=*.log\n[a\n")]
    [TestCase("NDB023", Whole, "a pattern that fails when it is compared", "b/c", ".dockerignore=[z-a]*\n")]
    [TestCase("NDB023", "FROM a:1\nCOPY main.py /\nUSER 1:1\n", "an excluded file that COPY names", "main.py", ".dockerignore=*\n!app\n")]
    [TestCase(
        "NDB023",
        "FROM a:1\nRUN --mount=source=uv.lock,target=uv.lock x\nUSER 1:1\n",
        "an excluded file that is mounted",
        "uv.lock",
        ".dockerignore=*.lock\n")]
    [TestCase(
        "NDB023",
        Installs,
        "a README that the build of the project reads",
        BuiltProject,
        "README.md",
        ".dockerignore=*.md\n")]
    [TestCase("NDB024", Whole, "a line that applies only to the root", "app/__pycache__/a.pyc", ".dockerignore=__pycache__\n")]
    [TestCase("NDB024", Whole, "a pattern that applies only to the root", "app/a.pyc", ".dockerignore=*.pyc\n")]
    [TestCase("NDB024", Whole, "a secret in a subdirectory", "app/.env", ".dockerignore=.env\n")]
    [TestCase("NDB024", Whole, "a virtual environment with another name", "backend/.venv/pyvenv.cfg", ".dockerignore=*.log\n")]
    public void A_mistake_about_the_context_is_reported(string rule, string dockerfile, string reason, params string[] files) =>
        Assert.That(Lint(dockerfile, files).Findings.Select(finding => finding.Rule.Id), Is.EqualTo([rule]), reason);

    [TestCase(Whole, "an excluded cache", ".buildcache/index.json", ".dockerignore=.buildcache\n")]
    [TestCase(Whole, "the Dockerfile's own ignore file takes precedence", ".buildcache/index.json", "Dockerfile.dockerignore=**/.buildcache\n")]
    [TestCase(Whole, "lines that apply to all directories", "app/__pycache__/a.pyc", "app/.env", ".dockerignore=**/__pycache__\n**/.env\n")]
    [TestCase(Whole, "no such files", "app/main.py", ".dockerignore=__pycache__\n")]
    [TestCase("FROM a:1\nCOPY app /app\nUSER 1:1\n", "a directory with an included file", "app/main.py", ".dockerignore=*\n!app/main.py\n")]
    [TestCase("FROM a:1\nCOPY *.txt /\nUSER 1:1\n", "a pattern may match nothing", "a.txt", ".dockerignore=*\n")]
    [TestCase("FROM a:1 AS b\nCOPY main.py /\nFROM a:1\nUSER 1:1\n", "a stage that is not built", "main.py", ".dockerignore=*\n")]
    [TestCase("FROM a:1\nCOPY main.py /\nUSER 1:1\n", "a missing file is not a mistake of the ignore file", ".dockerignore=*\n")]
    [TestCase(
        Whole,
        "a README that no build needs",
        "pyproject.toml=[project]\nname = \"a\"\nversion = \"1\"\nreadme = \"README.md\"\n",
        "README.md",
        ".dockerignore=*.md\n")]
    public void Correct_contexts_have_no_finding(string dockerfile, string reason, params string[] files) =>
        Assert.That(Lint(dockerfile, files).Findings, Is.Empty, reason);

    [Test]
    public void A_rejected_line_is_reported_with_its_place_and_not_suppressed_by_the_Dockerfile()
    {
        var report = Lint("FROM a:1\n# ndb:ignore=NDB023 not this one\nCOPY . .\nUSER 1:1\n", [".dockerignore=*.log\n\n[a\n"]);

        var finding = report.Findings.Single();
        Assert.That((Path.GetFileName(finding.Path), finding.Lines), Is.EqualTo((".dockerignore", new DockerfileLines(3, 3))));
    }

    [Test]
    public void A_finding_names_the_line_of_the_ignore_file_and_the_one_to_write() =>
        Assert.That(
            Lint(Whole, ["app/__pycache__/a.pyc", ".dockerignore=*.log\n__pycache__\n"]).Findings.Single().Message,
            Is.EqualTo(".dockerignore:2 (__pycache__) applies only to the root, and app/__pycache__/ is copied; write **/__pycache__"));

    [TestCase(Whole, "app/__pycache__/a.pyc", ".dockerignore=# mine\n__pycache__\n")]
    [TestCase(Whole, ".buildcache/index.json", ".dockerignore=# mine\n")]
    [TestCase(Installs, "pyproject.toml=[project]\nname = \"a\"\nversion = \"1\"\nreadme = \"README.md\"\n", "README.md", ".dockerignore=# mine\n*.md\n")]
    public void Missing_lines_are_added_and_existing_lines_stay(string dockerfile, params string[] files)
    {
        Write(files);

        var change = DockerignoreFixer.Fix(Dockerfile.Parse(dockerfile), Context)!;
        File.WriteAllText(change.Path, change.After);

        Assert.That(change.After, Does.StartWith(change.Before!));
        Assert.That(DockerfileLinter.Lint(Dockerfile.Parse(dockerfile), Context).Findings, Is.Empty);
        Assert.That(DockerignoreFixer.Fix(Dockerfile.Parse(dockerfile), Context), Is.Null);
    }

    [Test]
    public void A_new_ignore_file_includes_the_files_that_Dockerfile_and_code_need()
    {
        Write([".env=TOKEN=x\n", "docs/a.md", "dist/__init__.py", "main.py"]);
        var dockerfile = Dockerfile.Parse("FROM a:1\nCOPY docs /docs\nCOPY . .\nUSER 1:1\n");

        var change = DockerignoreFixer.Fix(dockerfile, Context)!;
        File.WriteAllText(change.Path, change.After);

        Assert.That((change.Before, change.After), Is.EqualTo(((string?)null, change.After)));
        Assert.That(
            Context.Sent.Value.Listing!.Entries.Select(entry => entry.Path),
            Is.EquivalentTo((string[])["docs", "docs/a.md", "dist", "dist/__init__.py", "main.py"]));
        Assert.That(DockerignoreFixer.Fix(dockerfile, Context), Is.Null);
    }

    [TestCase(".dockerignore=[a\n", "BuildKit rejects the file")]
    [TestCase(".dockerignore=\n", "it is correct")]
    public void Otherwise_the_ignore_file_is_not_changed(string file, string reason)
    {
        Write([file]);

        Assert.That(DockerignoreFixer.Fix(Dockerfile.Parse(Whole), Context), Is.Null, reason);
    }

    private LintContext Context => LintContext.Of(Path.Combine(_folder, "Dockerfile"), _folder) with
    {
        CacheDirectories = [.. new[] { ".buildcache", "..cache" }.Select(name => Path.Combine(_folder, name)).Where(Directory.Exists)],
    };

    private LintReport Lint(string dockerfile, string[] files)
    {
        Write(files);
        return DockerfileLinter.Lint(Dockerfile.Parse(dockerfile), Context);
    }

    private void Write(string[] files)
    {
        foreach (var file in files.Select(file => file.Split('=', 2)))
        {
            var path = Path.Combine(_folder, file[0]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Length > 1 ? file[1] : "");
        }
    }
}
