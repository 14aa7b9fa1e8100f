using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;

namespace Nuke.Docker.BuildKit.Python.Tests.Writing;

public sealed class DockerfileWriterSpecs
{
    private static readonly PythonProject s_service = new()
    {
        Directory = "/src",
        Name = "service",
        PackageManager = PackageManager.Pip,
        RequirementsFile = "requirements.txt",
        DependencyInputs = ["requirements.txt"],
        Dependencies = [new("flask") { Where = new("requirements.txt", 1) }],
        Framework = PythonFramework.Flask,
        StartCommand = ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"],
        Port = 8000,
    };

    [Test]
    public void The_base_image_can_be_another_and_pinned()
    {
        var digest = $"sha256:{new string('a', 64)}";

        var text = DockerfileWriter.Write(s_service, new() { BaseImage = "mirror.example.com/python:3.12-slim", BaseImageDigest = digest });

        Assert.That(text, Does.Contain($"\nARG PYTHON_IMAGE=mirror.example.com/python:3.12-slim@{digest}\n"));
    }

    [TestCase("3.8", "poetry==1.*")]
    [TestCase("3.9", "poetry==2.*")]
    [TestCase("3.15", "poetry==2.*")]
    public void Poetry_runs_on_the_version_of_Python(string version, string requirement)
    {
        var project = s_service with { PackageManager = PackageManager.Poetry, RequirementsFile = null, PythonVersion = new(version) };

        Assert.That(DockerfileWriter.Write(project), Does.Contain($"ARG POETRY_REQUIREMENT={requirement}\n").And.Contain($"python:{version}-slim"));
    }

    [TestCase("requirements.txt")]
    [TestCase("setup.cfg")]
    public void A_folder_that_the_runtime_stage_mounts_is_created_before(string source)
    {
        var project = s_service with
        {
            RequirementsFile = source == "requirements.txt" ? source : null,
            Dependencies = [new("torch") { Where = new(source, 1) }],
            HeavyDependencies = ["torch"],
            Installable = source != "requirements.txt",
        };

        var text = DockerfileWriter.Write(project, new() { HeavyLayer = true });

        Assert.That(text, Does.Contain("source=/heavy,"));
        Assert.That(text.IndexOf("mkdir -p /heavy", StringComparison.Ordinal), Is.InRange(0, text.IndexOf("source=/heavy,", StringComparison.Ordinal)));
    }

    [Test]
    public void Without_comments_only_headings_are_left()
    {
        var text = DockerfileWriter.Write(s_service, new() { Comments = false });

        Assert.That(text.Split('\n').Where(line => line.StartsWith('#') && !line.StartsWith("# ----", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Lines_are_no_longer_than_they_need_to_be()
    {
        var text = DockerfileWriter.Write(s_service);

        Assert.That(text.Split('\n').Where(line => line.StartsWith('#') && line.Length > 130), Is.Empty);
    }

    [TestCase("COPY . .")]
    [TestCase("LABEL ")]
    public void Steps_that_change_often_come_last(string changing)
    {
        var text = DockerfileWriter.Write(s_service);

        Assert.That(text.LastIndexOf("\nRUN ", StringComparison.Ordinal), Is.LessThan(text.IndexOf(changing, StringComparison.Ordinal)));
    }

    [Test]
    public void Chosen_sources_are_copied_one_by_one()
    {
        var text = DockerfileWriter.Write(s_service, new() { Sources = ["app", "my data"] });

        Assert.That(text, Does.Contain("\nCOPY app ./app\nCOPY [\"my data\", \"./my data\"]\n").And.Not.Contain("COPY . ."));
    }

    [Test]
    public void A_private_index_without_variables_gets_a_netrc()
    {
        var project = s_service with { Indexes = [new("https://pypi.acme.example/simple") { Private = true }] };

        Assert.That(DockerfileWriter.Write(project), Does.Contain("--mount=type=secret,id=netrc,target=/root/.netrc"));
    }

    [Test]
    public void A_file_name_that_no_mount_can_express_mounts_the_whole_context()
    {
        var project = s_service with { DependencyInputs = ["requirements.txt", "my, more.txt"] };

        Assert.That(DockerfileWriter.Write(project), Does.Contain("RUN --mount=type=bind,target=.,rw \\\n").And.Not.Contain("my, more"));
    }

    [Test]
    public void Requirements_that_name_the_project_itself_are_installed_without_it_first()
    {
        var project = s_service with { Installable = true, Dependencies = [.. s_service.Dependencies, new("service") { Source = ".", Local = true }] };

        var text = DockerfileWriter.Write(project, new() { Comments = false });

        Assert.That(text, Does.Contain("grep -vE").And.Contain("--requirement requirements.without-project.txt").And.Contain("FROM builder AS project"));
    }

    [Test]
    public void A_value_is_never_more_than_a_value()
    {
        var project = s_service with { Name = "a\"\nRUN evil", StartCommand = ["python", "a \"b\".py\nRUN evil"] };

        var text = DockerfileWriter.Write(project, new() { Labels = new Dictionary<string, string> { ["x"] = "$HOME \"\n RUN evil" } });

        Assert.That(text.Split('\n').Where(line => line.TrimStart().StartsWith("RUN evil", StringComparison.Ordinal)), Is.Empty);
    }

    private static readonly DockerfileOptions[] s_wrong =
    [
        new() { BaseImage = "python:3 AS x" }, new() { BaseImage = "" }, new() { BaseImageDigest = "sha256:12" }, new() { UserId = 0 },
            new() { UvImage = "x\nRUN y" },
        new() { RuntimePackages = ["a; rm"] }, new() { Sources = ["../x"] }, new() { Sources = ["/etc"] },
    ];

    [TestCaseSource(nameof(s_wrong))]
    public void Options_that_cannot_be_right_are_refused(DockerfileOptions options) =>
        Assert.That(() => DockerfileWriter.Write(s_service, options), Throws.ArgumentException.With.Message.Contains("rite "));

    [Test]
    public void A_cache_on_disk_and_one_in_a_registry_are_written_whole()
    {
        var text = ComposeWriter.Write(s_service,
            new() { CacheDirectory = "/var/cache/docker/service", CacheReference = "registry.example.com/service:cache", Comments = false });

        Assert.That(text, Does.Contain("""
                  cache_from:
                    - "type=registry,ref=registry.example.com/service:cache"
                    - type=local,src=/var/cache/docker/service
                  cache_to:
                    - "type=registry,ref=registry.example.com/service:cache,mode=max"
                    - type=local,dest=/var/cache/docker/service,mode=max

            """));
    }

    [Test]
    public void A_program_that_writes_gets_folders_and_volumes()
    {
        var project = s_service with
        {
            WritableFolders =
            [
                new("", new("app.py")), new("data", new("app.py")), new("new", new("app.py"), IsCopied: false), new("/var/lib/bot", new("app.py")),
            ],
        };

        const string make = "RUN install --directory --owner=10001 --group=10001 ";
        Assert.That(
            DockerfileWriter.Write(project, new() { Comments = false }),
            Does.Match($"{make}/app/new /var/lib/bot\n[\\s\\S]*\nCOPY [^\n]*\n+{make}/app /app/data\n"), "COPY gives a folder that it contains back to root");
        Assert.That(
            ComposeWriter.Write(project, new() { Comments = false }),
            Does.Contain("    volumes:\n      - \"data:/app/data\"\n      - \"new:/app/new\"\n      - \"var-lib-bot:/var/lib/bot\"\n")
                .And.Contain("\nvolumes:\n  data:\n  new:\n  var-lib-bot:\n"));
    }

    [Test]
    public void Steps_of_a_release_run_once_before_the_program()
    {
        var project = s_service with
        {
            ReleaseCommands = [new("python manage.py migrate --noinput", null), new("python manage.py collectstatic --noinput", null)],
        };

        var text = ComposeWriter.Write(project, new() { Comments = false });

        Assert.That(
            text,
            Does.Contain("    depends_on:\n      release:\n        condition: service_completed_successfully\n")
                .And.Contain("  release:\n    image: service\n    pull_policy: never\n    command: [\"python\", \"manage.py\", \"migrate\", \"--noinput\"]\n")
                .And.Not.Contain("collectstatic"));
    }

    [Test]
    public void Steps_of_a_release_run_in_the_container_that_has_the_database()
    {
        var project = s_service with
        {
            ReleaseCommands = [new("python manage.py migrate", null, "site")],
            WritableFolders = [new("site", new("site/shop/settings.py")) { HoldsCode = true, HoldsDatabase = true }],
        };

        var text = ComposeWriter.Write(project, new() { Comments = false });

        Assert.That(
            text,
            Does.Contain("    post_start:\n      - command: [\"python\", \"manage.py\", \"migrate\"]\n        working_dir: /app/site\n")
                .And.Not.Contain("release").And.Not.Contain("depends_on"));
    }

    [Test]
    public void A_service_for_a_GPU_asks_for_one()
    {
        var text = ComposeWriter.Write(s_service with { Gpu = new(GpuWheels.Cuda) });

        Assert.That(text, Does.Contain("driver: nvidia"));
    }

    [TestCase("my service (v2)", "my-service-v2", "my-service-v2")]
    [TestCase("$x", null, "app")]
    [TestCase("shop", "acme/shop", "shop")]
    public void The_service_of_a_compose_file_has_a_valid_name(string project, string? image, string service) =>
        Assert.That(ComposeWriter.Write(s_service with { Name = project }, new() { Image = image, Comments = false }), Does.Contain($"\n  {service}:\n"));

    [Test]
    public void A_folder_that_the_program_reads_is_watched()
    {
        var project = s_service with { DocumentationFolders = ["docs", "pkg/docs"], NeededPaths = ["pkg/docs/index.md"] };

        Assert.That(ComposeWriter.Write(project), Does.Contain("- docs/").And.Not.Contain("pkg/docs"));
    }
}
