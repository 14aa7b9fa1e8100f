using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Scaffolding;
using Nuke.Docker.BuildKit.Scaffolding.Projects;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding;

public sealed class RepositoryScaffolderSpecs
{
    private const string FastApi = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/health')\ndef health():\n    return {}\n";

    private string _root = null!;

    [SetUp]
    public void MakeRepository()
    {
        _root = Directory.CreateTempSubdirectory("repository-").FullName;
        Write("services/api/requirements.txt", "fastapi\nuvicorn\n");
        Write("services/api/app/main.py", FastApi);
        Write("services/mail/requirements.txt", "flask\ngunicorn\n");
        Write("services/mail/app.py", "from flask import Flask\n\napp = Flask(__name__)\n");
        Write("docs/conf.py", "project = 'x'\n");
    }

    [TearDown]
    public void DeleteRepository() => Directory.Delete(_root, recursive: true);

    [TestCase("build/\n", true)]
    [TestCase("# Distribution\nbuild/\ndist/", true)]
    [TestCase("/build/*\n", true)]
    [TestCase("build/\n!/build/\n", false)]
    [TestCase("rebuild/\n#build/\n", false)]
    public void A_build_that_git_would_ignore_is_included(string gitignore, bool changes)
    {
        Write(".gitignore", gitignore);

        var file = RepositoryScaffolder.Plan(_root).AllChanges.Single(change => change.Path.EndsWith(".gitignore", StringComparison.Ordinal));
        FileChanges.Write([file]);

        var includes = file.After.Contains("\n!/build/\n", StringComparison.Ordinal) && !gitignore.Contains("!/build", StringComparison.Ordinal);
        Assert.That(includes, Is.EqualTo(changes));
        Assert.That(RepositoryScaffolder.Plan(_root).AllChanges.Where(change => change.Path == file.Path && change.Changes), Is.Empty);
    }

    [Test]
    public void Services_are_found_where_they_lie()
    {
        Write("pyproject.toml", "[tool.ruff]\nline-length = 100\n");

        var scaffold = RepositoryScaffolder.Plan(_root);

        Assert.That(
            scaffold.Services.Select(service => $"{service.Image} {Relative(service.Project.Directory)}"),
            Is.EqualTo(["api services/api", "mail services/mail"]));
    }

    [Test]
    public void The_image_of_a_workspace_member_needs_only_what_the_member_needs()
    {
        WriteWorkspace();

        var scaffold = RepositoryScaffolder.Plan(_root, new() { Compose = true });

        Assert.That(
            scaffold.Services.Select(service => $"{service.Image} {Relative(service.Project.Directory)}"),
            Is.EqualTo(["api shop/apps/api", "jobs shop/apps/jobs"]));
        var api = scaffold.Services[0];
        string After(string name) => api.Changes.Single(change => change.Path == Path.Combine(_root, "shop/apps/api", name)).After;
        var ignored = new DockerignoreMatcher(DockerignoreFile.Parse(After("Dockerfile.dockerignore")));
        Assert.Multiple(() =>
        {
            Assert.That(api.Project.LockedPackages.Select(package => package.Name), Is.EqualTo(["fastapi", "uvicorn", "psycopg2"]));
            Assert.That(api.Project.SystemPackages.Runtime.Select(package => package.Name), Is.EqualTo(["libpq5"]));
            Assert.That(After("Dockerfile"), Does.Contain("uv sync --frozen --package api --no-install-workspace")
                .And.Contain("uv build --package models --wheel").And.Contain("COPY apps/api/ ./").And.Contain("source=/manifest/libs/models/pyproject.toml")
                .And.Not.Contain("apps/jobs").And.Not.Contain("uv lock --check &&"));
            Assert.That(After("Dockerfile"), Does.Not.Contain("ffmpeg"), "only another member needs it");
            Assert.That(After("compose.yaml"), Does.Contain("context: ../..\n").And.Contain("dockerfile: apps/api/Dockerfile\n"));
            Assert.That(
                ((string[])["uv.lock", "pyproject.toml", "apps/api/main.py", "libs/models/src/models/__init__.py"]).Where(ignored.Ignores), Is.Empty);
            Assert.That(
                ((string[])["apps/jobs/main.py", "README.md", "apps/api/.env", "libs/models/__pycache__/a.pyc", "apps/api/Dockerfile"])
                    .Where(path => !ignored.Ignores(path)),
                Is.Empty);
            Assert.That(
                string.Concat(scaffold.AllChanges.Select(change => change.After)),
                Does.Contain("new(\"api\") { Context = RootDirectory / \"shop\", "
                    + "Dockerfile = RootDirectory / \"shop\" / \"apps\" / \"api\" / \"Dockerfile\" },"));
        });
        FileChanges.Write(scaffold.AllChanges);
        Assert.That(RepositoryScaffolder.Plan(_root, new() { Compose = true }).AllChanges, Is.Empty, "a second plan is empty");
    }

    [Test]
    public void A_workspace_whose_root_has_the_program_is_one_service()
    {
        WriteWorkspace();
        Write("shop/main.py", FastApi);

        Assert.That(
            RepositoryScaffolder.Plan(Path.Combine(_root, "shop")).Services.Select(service => Relative(service.Project.Directory)), Is.EqualTo(["shop"]));
    }

    private void WriteWorkspace()
    {
        Directory.Delete(Path.Combine(_root, "services"), recursive: true);
        Write("shop/pyproject.toml", "[project]\nname = \"shop\"\nversion = \"1\"\n[tool.uv.workspace]\nmembers = [\"apps/*\", \"libs/*\"]\n");
        Write("shop/apps/api/pyproject.toml", "[project]\nname = \"api\"\nversion = \"1\"\ndependencies = [\"fastapi\", \"uvicorn\", \"models\"]\n"
            + "[tool.uv.sources]\nmodels = { workspace = true }\n");
        Write("shop/apps/api/main.py", FastApi);
        Write("shop/apps/jobs/pyproject.toml", "[project]\nname = \"jobs\"\nversion = \"1\"\ndependencies = [\"celery\", \"pydub\"]\n");
        Write("shop/apps/jobs/main.py", "from celery import Celery\n\napp = Celery('jobs')\n");
        Write("shop/libs/models/pyproject.toml", "[project]\nname = \"models\"\nversion = \"1\"\ndependencies = [\"psycopg2\"]\n"
            + "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n");
        Write("shop/libs/models/src/models/__init__.py", "");
        static string Package(string name, string rest) => $"\n[[package]]\nname = \"{name}\"\nversion = \"1\"\n{rest}\n";
        static string Needs(params string[] names) => $"dependencies = [{string.Join(", ", names.Select(name => $"{{ name = \"{name}\" }}"))}]";
        Write("shop/uv.lock", "version = 1\n"
            + Package("api", "source = { virtual = \"apps/api\" }\n" + Needs("fastapi", "models", "uvicorn"))
            + Package("jobs", "source = { virtual = \"apps/jobs\" }\n" + Needs("celery", "pydub"))
            + Package("models", "source = { editable = \"libs/models\" }\n" + Needs("psycopg2"))
            + Package("celery", "") + Package("fastapi", "") + Package("pydub", "") + Package("uvicorn", "") + Package("psycopg2", ""));
    }

    [Test]
    public void The_context_of_a_service_contains_what_it_installs_from_the_repository()
    {
        WriteLibraries();

        var scaffold = RepositoryScaffolder.Plan(_root, new() { Compose = true });

        var api = scaffold.Services.Single(service => service.Image == "api");
        string After(string name) => TextOf(scaffold, $"services/api/{name}");
        var ignored = new DockerignoreMatcher(DockerignoreFile.Parse(After("Dockerfile.dockerignore")));
        Assert.Multiple(() =>
        {
            Assert.That(api.Context, Is.EqualTo(_root));
            Assert.That(api.Project.SystemPackages.Runtime.Select(package => package.Name), Is.EqualTo(["libpq5"]));
            Assert.That(
                ((string[])["requirements/base.txt", "services/api/app/main.py", "libs/common/src/common/__init__.py", "libs/common/docs/README.md"])
                    .Where(ignored.Ignores),
                Is.Empty);
            Assert.That(
                ((string[])["services/mail/app.py", "libs/other/main.py", "libs/common/.venv/pyvenv.cfg", "libs/common/.env", "services/api/Dockerfile"])
                    .Where(path => !ignored.Ignores(path)),
                Is.Empty);
            Assert.That(After("compose.yaml"), Does.Contain("context: ../..\n").And.Contain("dockerfile: services/api/Dockerfile\n")
                .And.Contain("path: ../../libs/common\n"));
            Assert.That(TextOf(scaffold, "build/Build.cs"), Does.Contain(
                "new(\"api\") { Context = RootDirectory, Dockerfile = RootDirectory / \"services\" / \"api\" / \"Dockerfile\" },"));
        });
        FileChanges.Write(scaffold.AllChanges);
        var dockerfile = Path.Combine(_root, "services/api/Dockerfile");
        Assert.Multiple(() =>
        {
            Assert.That(RepositoryScaffolder.Plan(_root, new() { Compose = true }).AllChanges, Is.Empty, "a second plan is empty");
            Assert.That(DockerfileFinder.Find(_root, _root).Select(image => (image.Name, image.Context, image.Dockerfile)),
                Is.EqualTo([("api", _root, dockerfile), ("mail", Path.Combine(_root, "services/mail"), (string?)null)]));
            Assert.That(DockerfileLinter.LintFile(dockerfile, LintContext.Of(dockerfile, _root)).Findings, Is.Empty);
        });
    }

    [TestCase("app.py", "from flask import Flask\n\napp = Flask(__name__)\n")]
    [TestCase("main.py", "if __name__ == '__main__':\n    print()\n")]
    public void Requirements_that_a_service_includes_are_no_service(string file, string text)
    {
        Directory.Delete(Path.Combine(_root, "services"), recursive: true);
        Write("requirements/base.txt", "flask\n");
        Write("services/web/requirements.txt", "-r ../../requirements/base.txt\n");
        Write($"services/web/{file}", text);

        Assert.That(RepositoryScaffolder.Plan(_root).Services.Select(service => Relative(service.Project.Directory)), Is.EqualTo(["services/web"]));
    }

    [Test]
    public void An_existing_Dockerfile_gets_no_ignore_file_for_another_context()
    {
        WriteLibraries();
        Write("services/api/Dockerfile", "FROM python:3.13-slim\nCOPY . .\n");

        var scaffold = RepositoryScaffolder.Plan(_root);

        Assert.That(
            scaffold.Services.Single(service => service.Image == "api").Changes.Select(change => Relative(change.Path)),
            Is.EqualTo(["services/api/.dockerignore"]));
    }

    private void WriteLibraries()
    {
        Write("services/api/requirements.txt", "-r ../../requirements/base.txt\n-e ../../libs/common\n");
        Write("requirements/base.txt", "fastapi\nuvicorn\n");
        Write("libs/common/pyproject.toml", "[project]\nname = \"common\"\nversion = \"1\"\nreadme = \"docs/README.md\"\n"
            + "dependencies = [\"psycopg2\"]\n[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n");
        Write("libs/common/src/common/__init__.py", "");
        Write("libs/common/docs/README.md", "# Common\n");
        Write("libs/other/main.py", "");
    }

    [Test]
    public void A_repository_without_a_build_gets_one_that_builds_its_services()
    {
        var scaffold = RepositoryScaffolder.Plan(_root, new() { Compose = true });

        Assert.That(scaffold.AllChanges.Select(change => Relative(change.Path)), Is.EquivalentTo(
        [
            "services/api/Dockerfile", "services/api/.dockerignore", "services/api/compose.yaml", "services/mail/Dockerfile", "services/mail/.dockerignore",
            "services/mail/compose.yaml", ".gitignore", "build/_build.csproj", "build/Build.cs", "build/Directory.Build.props",
            "build/Directory.Build.targets", "build/Directory.Packages.props",
            "build.sh", "build.ps1", "build.cmd", ".nuke/parameters.json",
        ]));
        Assert.That(scaffold.AllChanges.Single(change => change.Path.EndsWith("Build.cs", StringComparison.Ordinal)).After, Does.Contain("""
                [
                    new("api") { Context = RootDirectory / "services" / "api" },
                    new("mail") { Context = RootDirectory / "services" / "mail" },
                ];
            """.ReplaceLineEndings("\n")));
        Assert.That(Directory.GetFiles(_root), Is.Empty, "nothing is written by looking");
    }

    [Test]
    public void What_Dockerfiles_start_from_can_be_chosen_and_pinned()
    {
        var digest = $"sha256:{new string('a', 64)}";
        Write("services/api/.python-version", "3.12\n");

        var own = RepositoryScaffolder.Plan(_root, new() { BaseImageDigests = new Dictionary<string, string> { ["python:3.12-slim"] = digest } });
        var chosen = RepositoryScaffolder.Plan(
            _root,
            new()
            {
                BaseImage = "mirror.example.com/python:3",
                BaseImageDigests = new Dictionary<string, string> { ["mirror.example.com/python:3"] = digest },
            });

        Assert.Multiple(() =>
        {
            Assert.That(TextOf(own, "services/api/Dockerfile"), Does.Contain($"\nARG PYTHON_IMAGE=python:3.12-slim@{digest}\n"));
            Assert.That(TextOf(own, "services/mail/Dockerfile"), Does.Contain("\nARG PYTHON_IMAGE=python:3.13-slim\n"), "no digest was requested");
            Assert.That(TextOf(chosen, "services/mail/Dockerfile"), Does.Contain($"\nARG PYTHON_IMAGE=mirror.example.com/python:3@{digest}\n"));
        });
    }

    [Test]
    public void Each_image_has_its_own_place_in_the_cache_that_compose_names()
    {
        var scaffold = RepositoryScaffolder.Plan(
            _root,
            new() { Compose = true, ComposeCacheDirectory = "../../cache/", ComposeCacheReference = "registry.example.com/acme/cache" });

        Assert.Multiple(() =>
        {
            foreach (var image in new[] { "api", "mail" })
            {
                Assert.That(
                    TextOf(scaffold, $"services/{image}/compose.yaml"),
                    Does.Contain($"- type=local,dest=../../cache/{image},mode=max\n")
                        .And.Contain($"- \"type=registry,ref=registry.example.com/acme/cache:{image}\"\n"));
            }
        });
    }

    [Test]
    public void A_second_run_has_nothing_to_do()
    {
        FileChanges.Write(RepositoryScaffolder.Plan(_root, new() { Compose = true }).AllChanges);

        var again = RepositoryScaffolder.Plan(_root, new() { Compose = true, Overwrite = true });

        Assert.That(again.AllChanges, Is.Empty);
        Assert.That(again.BuildLines, Is.Empty);
    }

    [Test]
    public void A_Dockerfile_that_is_there_stays_unless_asked_and_then_a_copy_is_kept()
    {
        Write("services/api/Dockerfile", "FROM scratch\n");

        var kept = RepositoryScaffolder.Plan(_root).Services[0];
        FileChanges.Write(RepositoryScaffolder.Plan(_root, new() { Overwrite = true }).AllChanges);

        Assert.That(kept.Changes.Select(change => Path.GetFileName(change.Path)), Does.Not.Contain("Dockerfile"));
        Assert.That(kept.Notes.Single(), Does.Contain("--overwrite"));
        Assert.That(File.ReadAllText(Path.Combine(_root, "services/api/Dockerfile.bak")), Is.EqualTo("FROM scratch\n"));
        Assert.That(File.ReadAllText(Path.Combine(_root, "services/api/Dockerfile")), Does.Contain("uvicorn"));
    }

    [Test]
    public void Ignore_files_keep_their_lines_and_get_what_they_lack()
    {
        Write("services/api/.dockerignore", "# ours\n.git\ndata\n");
        Write(".gitignore", "/.venv\n*.log");

        var changes = RepositoryScaffolder.Plan(_root).AllChanges;

        Assert.That(
            changes.Single(change => change.Path == Path.Combine(_root, "services/api/.dockerignore")).After,
            Does.StartWith("# ours\n.git\ndata\n\n#").And.Contain("**/.env"));
        var gitignore = changes.Single(change => change.Path == Path.Combine(_root, ".gitignore")).After;
        Assert.That(gitignore, Does.StartWith("/.venv\n*.log\n\n#").And.Contain("\n.env\n").And.Not.Contain("\n.venv/\n").And.Not.Contain("\nbuild/\n"));
    }

    [Test]
    public void An_existing_build_gets_the_package_and_is_told_its_lines()
    {
        Write("build/_build.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Nuke.Common" Version="10.1.0" />
              </ItemGroup>
            </Project>

            """);

        var scaffold = RepositoryScaffolder.Plan(_root, new() { BuiltContexts = [Path.Combine(_root, "services", "mail")], Version = "0.1.0" });

        Assert.That(
            scaffold.Changes.Where(change => change.Changes).Select(change => Relative(change.Path)),
            Is.EqualTo(["build/_build.csproj", ".gitignore"]));
        Assert.That(scaffold.BuildLines, Is.EqualTo(["new(\"api\") { Context = RootDirectory / \"services\" / \"api\" },"]));
        Assert.That(scaffold.Notes.Single(), Does.Contain("Nuke.Docker.BuildKit.Components 0.1.0 is added to _build.csproj"));
    }

    [Test]
    public void A_broken_file_leaves_out_its_folder_only_and_is_named_with_its_path()
    {
        Write("services/mail/pyproject.toml", "[project\n");

        var scaffold = RepositoryScaffolder.Plan(_root);

        Assert.That(scaffold.Services.Select(service => service.Image), Is.EqualTo(["api"]));
        Assert.That(scaffold.Notes[0], Does.StartWith("services/mail/pyproject.toml:1: it isn't valid TOML"));
    }

    [Test]
    public void A_broken_file_of_the_only_service_is_an_error()
    {
        Write("only/pyproject.toml", "[project\n");

        Assert.That(() => RepositoryScaffolder.Plan(Path.Combine(_root, "only")), Throws.Exception.With.Message.StartsWith("pyproject.toml:1: "));
    }

    [Test]
    public void Folders_that_are_no_programs_are_no_services()
    {
        Write("extensions/one/requirements.txt", "flask\n");
        Write("lib/requirements.txt", "flask\n");
        Write("integration_tests/requirements.txt", "flask\n");
        Write("integration_tests/main.py", "print(1)\n");

        Assert.That(RepositoryScaffolder.Plan(_root).Services.Select(service => service.Image), Is.EqualTo(["api", "mail"]));
    }

    [Test]
    public void What_only_conda_reads_is_named()
    {
        Write(
            "science/environment.yml",
            "name: science\nchannels:\n  - conda-forge\ndependencies:\n  - python=3.11\n  - numpy>=1.26  # fast\n  - conda-forge::gdal\n  - pip\n"
                + "  - pip:\n    - flask==3.0\n    - -e .\nvariables:\n  A: b\n");
        Write("science/main.py", "import numpy\n");

        Assert.That(
            RepositoryScaffolder.Plan(_root).Notes[0],
            Is.EqualTo("science/environment.yml: Only conda reads this file, and its packages have other names and versions than those of pip: list them in "
                + "requirements.txt or pyproject.toml. Lines below pip: can be moved there as they are: flask==3.0, -e .. Find the name and version "
                + "on PyPI for numpy, gdal; a package that is not there, such as a compiler or a C library, is a Debian package."));
    }

    [Test]
    public void An_unknown_extra_is_an_error()
    {
        Write("services/api/requirements-plots.txt", "matplotlib\n");

        Assert.That(
            () => RepositoryScaffolder.Plan(_root, new() { Extras = ["cuda"] }),
            Throws.Exception.With.Message.EqualTo("No service has an extra or a group 'cuda'. Extras and groups: plots."));
    }

    [Test]
    public void A_program_can_be_chosen()
    {
        Write("services/api/Procfile", "web: uvicorn app.main:app\nworker: python -m app.main\n");

        var chosen = RepositoryScaffolder.Plan(_root, new() { Program = "worker" });

        Assert.That(TextOf(chosen, "services/api/Dockerfile"), Does.Contain("CMD [\"python\", \"-m\", \"app.main\"]"));
        Assert.That(
            () => RepositoryScaffolder.Plan(_root, new() { Program = "other" }),
            Throws.Exception.With.Message.StartsWith("No service has a program 'other'. Programs: web, worker"));
    }

    [Test]
    public void What_a_Dockerfile_elsewhere_copies_is_not_ignored()
    {
        Write("deploy/Dockerfile", "FROM python:3.13\nCOPY services/api/README.md services/api/tests /x/\n");
        Write("services/api/README.md", "x");
        Write("services/api/tests/test_a.py", "x = 1\n");

        var text = TextOf(RepositoryScaffolder.Plan(_root), "services/api/.dockerignore");

        Assert.That(text.Split('\n'), Does.Contain("!README.md").And.Not.Contain("tests").And.Contain("docs"));
    }

    [Test]
    public void Two_services_of_one_name_are_told_apart_by_their_folders()
    {
        Write("other/api/requirements.txt", "flask\n");
        Write("other/api/app.py", "from flask import Flask\n\napp = Flask(__name__)\n");

        var scaffold = RepositoryScaffolder.Plan(_root);

        Assert.That(scaffold.Services.Select(service => service.Image), Is.EquivalentTo(["other-api", "services-api", "mail"]));
    }

    [Test]
    public void Where_no_Python_is_nothing_is_made()
    {
        var scaffold = RepositoryScaffolder.Plan(Path.Combine(_root, "docs"));

        Assert.That(scaffold.AllChanges, Is.Empty);
        Assert.That(scaffold.Notes.Single(), Does.Contain("requirements.txt"));
    }

    [Test]
    public void The_host_of_the_build_can_be_chosen()
    {
        var files = BuildProjectWriter.Create(_root, ["new(\"api\"),"], BuildHost.Embedded);

        Assert.That(files.Single(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)).After, Does.Contain(">embedded</NukeHost>"));
        Assert.That(files.Single(file => file.Executable).Path, Does.EndWith("build.sh"));
    }

    [TestCase(BuildHost.Nuke, true)]
    [TestCase(BuildHost.None, false)]
    public void The_ignore_file_of_a_service_in_the_root_names_a_build_only_if_there_is_one_and_repeats_no_line(BuildHost host, bool isNamed)
    {
        var service = Path.Combine(_root, "services", "api");
        Write("services/api/tests/test_main.py", "");
        Write("services/api/logs/today.log", "");

        var scaffold = RepositoryScaffolder.Plan(service, new() { RepositoryDirectory = service, Host = host });

        var lines = TextOf(scaffold, "services/api/.dockerignore").Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
        Assert.That((lines.Contains("build.sh"), lines.Contains(".nuke"), lines.Contains("build")), Is.EqualTo((isNamed, isNamed, true)));
        Assert.That(lines, Is.Unique);
    }

    private string TextOf(RepositoryScaffold scaffold, string path) => scaffold.AllChanges.Single(change => Relative(change.Path) == path).After;

    private string Relative(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
