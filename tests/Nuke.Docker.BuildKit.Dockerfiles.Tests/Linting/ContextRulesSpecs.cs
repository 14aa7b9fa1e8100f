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
    private const string Started = "FROM a:1\nWORKDIR /app\nCOPY . .\nUSER 1:1\nENTRYPOINT [\"./entrypoint.sh\"]\n";
    private const string Ignored = ".dockerignore=*.log\n";
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
    [TestCase("NDB024", Whole, "a comment behind a pattern", "app/main.py", ".dockerignore=*.log # logs\n")]
    [TestCase("NDB029", Started, "a script with Windows line breaks", "entrypoint.sh=#!/bin/sh\r\nexec \"$@\"\r\n", ".dockerignore=*.log\n")]
    [TestCase(
        "NDB029",
        "FROM a:1\nCOPY docker/setup.sh /tmp/\nRUN sh /tmp/setup.sh\nUSER 1:1\n",
        "a script that a step starts",
        "docker/setup.sh=set -e\r\n")]
    [TestCase("NDB030", Whole, "a pointer of Git LFS", "models/a.bin=version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 5\n", Ignored)]
    [TestCase("NDB030", "FROM a:1\nCOPY models /m/\nUSER 1:1\n", "in a named directory", "models/a.bin=version https://git-lfs.github.com/spec/v1\n")]
    [TestCase("NDB030", Whole, "a pointer of git-annex", "data/a.h5=/annex/objects/SHA256E-s5--1.h5\n", Ignored)]
    [TestCase("NDB030", Whole, "a file that git-crypt encrypted", ".gitattributes=*.key filter=git-crypt\n", "a.bin=\0GITCRYPT\0abcdef", Ignored)]
    [TestCase("NDB030", Whole, "a submodule that is not checked out", ".gitmodules=[submodule \"lib\"]\n\tpath = lib\n\turl = x\n", Ignored)]
    [TestCase("NDB030", Whole, "data of DVC that is missing", "data/a.csv.dvc=outs:\n- md5: 1\n  path: a.csv\n", Ignored)]
    [TestCase("NDB030", Whole, "a link as a text file", "app/config.yaml=../config.yaml", "config.yaml=a: 1\n", Ignored)]
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
    [TestCase(Whole, "an allow-list that names a directory of artifacts", "dist/a.whl", ".dockerignore=*\n!/dist\n")]
    [TestCase(Whole, "an allow-list that names the content of a directory", "dist/a.whl", ".dockerignore=*\n!dist/**\n")]
    [TestCase(Whole, "a number sign within a name", "app/main.py", ".dockerignore=*.c#\n")]
    [TestCase(Started, "a script with Unix line breaks", "entrypoint.sh=#!/bin/sh\nexec \"$@\"\n", ".dockerignore=*.log\n")]
    [TestCase(
        "FROM a:1\nCOPY . .\nRUN sed -i 's/\\r$//' entrypoint.sh\nUSER 1:1\nENTRYPOINT [\"./entrypoint.sh\"]\n",
        "a step that removes the line breaks",
        "entrypoint.sh=#!/bin/sh\r\nexec \"$@\"\r\n",
        ".dockerignore=*.log\n")]
    [TestCase("FROM a:1\nCOPY app /a/\nUSER 1:1\n", "a pointer that is not copied", "models/a.bin=version https://git-lfs.github.com/spec/v1\n", "app/a.py")]
    [TestCase(Whole, "data of DVC", "data/a.csv.dvc=outs:\n- path: a.csv\n", "data/a.csv=1\n", Ignored)]
    [TestCase(
        Whole,
        "a README that no build needs",
        "pyproject.toml=[project]\nname = \"a\"\nversion = \"1\"\nreadme = \"README.md\"\n",
        "README.md",
        ".dockerignore=*.md\n")]
    public void Correct_contexts_have_no_finding(string dockerfile, string reason, params string[] files) =>
        Assert.That(Lint(dockerfile, files).Findings, Is.Empty, reason);

    [TestCase("GIT_SHAA", "GIT_SHA")]
    [TestCase("git_sha", "GIT_SHA")]
    public void A_build_argument_that_no_ARG_declares_is_reported(string name, string suggestion)
    {
        var context = new LintContext { BuildArguments = new Dictionary<string, string> { [name] = "1", ["HTTP_PROXY"] = "x", ["BASE"] = "a:1" } };

        var report = DockerfileLinter.Lint(Dockerfile.Parse("ARG BASE\nFROM $BASE\nUSER 1:1\nARG GIT_SHA\n"), context);

        Assert.That(report.Findings.Single().Rule.Id, Is.EqualTo("NDB028"));
        Assert.That(report.Findings.Single().Message, Does.Contain(name).And.Contain(suggestion));
    }

    [Test]
    public void Build_arguments_decide_about_the_base_image()
    {
        var path = Path.Combine(_folder, "Dockerfile");
        File.WriteAllText(path, "ARG VERSION\nFROM python:$VERSION\nUSER 1:1\n");

        var report = DockerfileLinter.LintFile(path, LintContext.None with { BuildArguments = new Dictionary<string, string> { ["VERSION"] = "slim" } });

        Assert.That(report.Findings.Select(finding => finding.Rule.Id), Is.EqualTo(["NDB018"]));
    }

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
