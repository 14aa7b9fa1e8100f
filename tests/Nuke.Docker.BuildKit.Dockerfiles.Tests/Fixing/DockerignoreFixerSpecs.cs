using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text.Changes;
using TestSupport;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Fixing;

public sealed class DockerignoreFixerSpecs
{
    private const string Whole = "FROM python:3.13-slim\nCOPY . .\nUSER 1:1\n";
    private const string Installs = "FROM python:3.13-slim\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/pip pip install .\nUSER 1:1\n";
    private const string Project = "[project]\nname = \"a\"\nversion = \"1\"\nreadme = \"README.md\"\nlicense-files = [\"LICENSE\"]\n"
        + "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n";

    private TemporaryDirectory _folder = null!;

    private LintContext Context => LintContext.Of(Path.Combine(_folder.Path, "Dockerfile"), _folder.Path);

    [SetUp]
    public void Create() => _folder = new TemporaryDirectory();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void A_new_file_excludes_secrets_leftovers_tests_and_documentation()
    {
        var change = Fix(Whole)!;

        Assert.That((change.Path, change.Before, change.Reason), Is.EqualTo((Path.Combine(_folder.Path, ".dockerignore"), (string?)null, "NDB013")));
        Assert.That(change.After, Does.StartWith("# Secrets"));
        Assert.That(Lines(change), Does.Contain("**/.env").And.Contain("**/.git").And.Contain("tests").And.Contain("docs"));
    }

    [TestCase("RUN pytest tests\n")]
    [TestCase("RUN make Test\n")]
    public void A_new_file_includes_the_tests_if_the_Dockerfile_uses_them(string step)
    {
        var change = Fix($"FROM python:3.13-slim\nCOPY . .\n{step}USER 1:1\n")!;

        Assert.That(Lines(change), Does.Not.Contain("tests").And.Contain("docs"));
    }

    [Test]
    public void Needed_files_are_included_only_if_another_line_excludes_them()
    {
        _folder.Write("pyproject.toml", Project);
        foreach (var path in new[] { "README.md", "LICENSE", "main.py", "docs/index.md", "dist/__init__.py", "logs/today", "app/__init__.py" })
            _folder.Write(path, "");

        var change = Fix("FROM python:3.13-slim\nCOPY main.py docs /app/\nCOPY . .\nUSER 1:1\n")!;

        Assert.That(
            Lines(change).SkipWhile(line => line != "# The build needs these."),
            Is.EqualTo(new[] { "# The build needs these.", "!README.md", "" }));
        Assert.That(Lines(change), Does.Not.Contain("docs").And.Not.Contain("dist").And.Contain("logs"), "to include a directory would include its secrets");
    }

    [TestCase("docker/Dockerfile", "COPY README.md docs/guide.md /x/\n", "!README.md !docs/guide.md")]
    [TestCase("compose/api/Dockerfile", "COPY ./LICENSE.md ./*.cfg.md /x/\n", "!LICENSE.md !a.cfg.md")]
    [TestCase("deploy/api.Dockerfile", "COPY certs/server.pem /x/\n", "!certs/server.pem")]
    [TestCase("docker/Dockerfile", "COPY . .\nRUN python docs/guide.md\n", "!docs/guide.md")]
    [TestCase("docker/Dockerfile", "COPY --from=builder README.md /x/\n", "")]
    public void Files_that_another_Dockerfile_copies_are_included(string path, string instructions, string included)
    {
        foreach (var file in new[] { "README.md", "LICENSE.md", "a.cfg.md", "docs/guide.md", "certs/server.pem" })
            _folder.Write(file, "x");
        _folder.Write(path, $"FROM python:3.13-slim AS builder\n{instructions}");

        var lines = Lines(Fix(Whole)!);

        Assert.That(string.Join(' ', lines.SkipWhile(line => line != "# The build needs these.").Skip(1)).Trim(), Is.EqualTo(included));
    }

    [Test]
    public void A_bundle_of_certificates_that_the_program_loads_is_included_but_no_key()
    {
        _folder.Write("certs/ca.pem", "-----BEGIN CERTIFICATE-----\n");
        _folder.Write("certs/own.pem", "-----BEGIN PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n");
        _folder.Write("main.py", "a = open('certs/ca.pem')\nb = open('certs/own.pem')\n");

        var lines = Lines(Fix(Whole)!);

        Assert.That(lines, Does.Contain("!certs/ca.pem").And.Not.Contain("!certs/own.pem"));
    }

    [Test]
    public void A_package_with_the_name_of_a_leftover_is_included_without_its_secrets()
    {
        _folder.Write("src/pkg/venv/__init__.py", "");
        _folder.Write("src/pkg/main.py", "import pkg.venv\n");
        _folder.Write("docker/Dockerfile", "FROM python:3.13-slim\nCOPY src/pkg/venv /x\n");

        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(Fix(Whole)!.After));

        Assert.That(
            (matcher.Ignores("src/pkg/venv/__init__.py"), matcher.Ignores("src/pkg/venv/.env"), matcher.Ignores("venv/bin/python")),
            Is.EqualTo((false, true, true)));
    }

    [Test]
    public void An_existing_file_gets_the_lines_of_its_findings_but_tests_and_documentation_stay()
    {
        _folder.Write(".dockerignore", "# mine\n__pycache__\n");
        _folder.Write("app/__pycache__/a.pyc", "");
        _folder.Write("cache/index.json", "");

        var change = Fix(Whole, Context with { CacheDirectories = [Path.Combine(_folder.Path, "cache")] })!;

        Assert.That((change.Before, change.Reason), Is.EqualTo(("# mine\n__pycache__\n", "NDB014, NDB024")));
        Assert.That(change.After, Does.StartWith(change.Before!));
        Assert.That(Lines(change), Does.Contain("cache").And.Contain("**/__pycache__").And.Not.Contain("tests").And.Not.Contain("docs"));
    }

    [Test]
    public void A_file_that_only_excludes_too_much_gets_only_the_lines_that_the_build_needs()
    {
        _folder.Write("pyproject.toml", Project);
        _folder.Write("README.md", "");
        _folder.Write("LICENSE", "");
        _folder.Write(".dockerignore", "*.md\n");

        var change = Fix(Installs)!;

        Assert.That((change.After, change.Reason), Is.EqualTo(("*.md\n\n# The build needs these.\n!README.md\n", "NDB023")));
    }

    [Test]
    public void A_file_that_excludes_too_much_and_too_little_gets_both_kinds_of_lines()
    {
        _folder.Write("pyproject.toml", Project);
        _folder.Write("README.md", "");
        _folder.Write("app/.env", "");
        _folder.Write(".dockerignore", "*.md\n.env\n");

        var change = Fix(Installs)!;

        Assert.That(change.Reason, Is.EqualTo("NDB024, NDB023"));
        Assert.That(Lines(change), Does.Contain("!README.md").And.Contain("**/.env"));
    }

    [Test]
    public void The_Dockerfile_s_own_ignore_file_is_changed()
    {
        _folder.Write(".dockerignore", "**/.env\n");
        var own = _folder.Write("Dockerfile.dockerignore", ".env\n");
        _folder.Write("app/.env", "");

        Assert.That(Fix(Whole)!.Path, Is.EqualTo(own));
    }

    [Test]
    public void Nothing_is_fixed_without_a_directory() => Assert.That(Fix(Whole, LintContext.None), Is.Null);

    [Test]
    public void A_file_that_BuildKit_rejects_is_not_fixed()
    {
        _folder.Write(".dockerignore", "[a\n");

        Assert.That(Fix(Whole), Is.Null);
    }

    [Test]
    public void Findings_of_the_Dockerfile_itself_change_no_ignore_file()
    {
        _folder.Write(".dockerignore", "");

        Assert.That(Fix("FROM a as b\nCOPY . .\nRUN pip install flask\n"), Is.Null);
    }

    private static string[] Lines(FileChange change) => change.After.Split('\n');

    private FileChange? Fix(string dockerfile, LintContext? context = null) => DockerignoreFixer.Fix(Dockerfile.Parse(dockerfile), context ?? Context);
}
