using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Tool.Tests;

/// <summary>Runs of the tool that need no engine: exit codes, messages, and the folders that it writes to.</summary>
public sealed class ToolRunSpecs
{
    private const string Script = """
        import http.server
        http.server.HTTPServer(("", 8000), http.server.SimpleHTTPRequestHandler).serve_forever()
        """;

    private ToolFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new ToolFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase(new string[0], 0, "Usage: docker-buildkit COMMAND")]
    [TestCase(new[] { "--help" }, 0, "Usage: docker-buildkit COMMAND")]
    [TestCase(new[] { "help", "lint" }, 0, "Usage: docker-buildkit lint [FOLDER]")]
    [TestCase(new[] { "lint", "-h" }, 0, "Usage: docker-buildkit lint [FOLDER]")]
    [TestCase(new[] { "--version" }, 0, "0.")]
    [TestCase(new[] { "biuld" }, 2, "There is no command 'biuld'. Did you mean build?")]
    [TestCase(new[] { "biuld", "services/api" }, 2, "Did you mean build?")]
    [TestCase(new[] { "chache", "clean" }, 2, "Did you mean cache clean?")]
    [TestCase(new[] { "--push" }, 2, "A command is missing before --push.")]
    [TestCase(new[] { "lint", "nowhere" }, 2, "There is no folder 'nowhere'.")]
    [TestCase(new[] { "lint", "a", "b" }, 2, "'lint' takes one folder, and not 'a b'.")]
    [TestCase(new[] { "cache", "api" }, 2, "'cache' takes no folder")]
    [TestCase(new[] { "lint", "--fial-on", "warning" }, 2, "Did you mean --fail-on")]
    [TestCase(new[] { "doctor", "--push" }, 2, "--push isn't read")]
    [TestCase(new[] { "completion" }, 2, "docker-buildkit completion bash|zsh|fish|powershell")]
    [TestCase(new[] { "completion", "tcsh" }, 2, "There is no completion for 'tcsh'.")]
    [TestCase(new[] { "build" }, 10, "'docker-buildkit init' proposes one")]
    [TestCase(new[] { "up" }, 2, "contain no compose file, and there are no images")]
    [TestCase(new[] { "build", "--build-context", "base" }, 2, "--build-context")]
    [TestCase(new[] { "cache" }, 0, "Caches in")]
    [TestCase(new[] { "DockerCacheInfo" }, 0, "Caches in")]
    [TestCase(new[] { "docker-cache-info" }, 0, "Caches in")]
    [TestCase(new[] { "doctor", "--plan" }, 0, "DockerDoctor")]
    public void A_run_ends_with_an_exit_code_and_a_message(string[] arguments, int exitCode, string message)
    {
        var actual = _folder.Write("api/Dockerfile.txt", "").Run(arguments);

        Assert.That(_folder.Output, Does.Contain(message));
        Assert.That(actual, Is.EqualTo(exitCode), _folder.Output);
    }

    [Test]
    public void Init_in_a_folder_with_a_script_writes_docker_files_and_no_build()
    {
        _folder.Write("app.py", Script);

        var exitCode = _folder.Run("init", "--apply");

        Assert.That(exitCode, Is.Zero, _folder.Output);
        Assert.That(_folder.Entries(), Is.EqualTo([".dockerignore", ".gitignore", "Dockerfile", "app.py"]));
        Assert.That(_folder.Output, Does.Contain("docker-buildkit build builds what has a Dockerfile."));
    }

    [TestCase("embedded", ".nuke", "NukeBuild", ">embedded</NukeHost>")]
    [TestCase("nuke", ".nuke", "NukeBuild", ">nuget</NukeHost>")]
    [TestCase("fallout", ".fallout", "FalloutBuild", ">fallout</NukeHost>")]
    public void Init_writes_a_build_for_a_host_that_is_named(string host, string folder, string type, string property)
    {
        _folder.Write("app.py", Script);

        var exitCode = _folder.Run("init", "--apply", "--build-host", host);

        Assert.That(exitCode, Is.Zero, _folder.Output);
        Assert.That(_folder.Entries(), Does.Contain(folder).And.Contain("build.sh"));
        Assert.That(File.ReadAllText(_folder.PathOf("build/Build.cs")), Does.Contain($"class Build : {type}").And.Contain("RootDirectory }"));
        Assert.That(File.ReadAllText(_folder.PathOf("build/_build.csproj")), Does.Contain(property));
    }

    [Test]
    public void Init_looks_below_the_current_folder()
    {
        Directory.CreateDirectory(_folder.PathOf(".git"));
        _folder.Write("api/app.py", Script).Write("worker/app.py", Script);

        _folder.RunIn("api", "init", "--apply");

        Assert.That(_folder.Entries("api"), Does.Contain("Dockerfile"));
        Assert.That(_folder.Entries("worker"), Is.EqualTo(["app.py"]));
    }

    [Test]
    public void A_repository_without_a_build_gets_no_folder_for_it()
    {
        _folder.Write("Dockerfile", "FROM scratch\nCOPY app.py /\n").Write("app.py", "");

        var exitCode = _folder.Run("lint", "--lint-checks", "off");

        Assert.That(exitCode, Is.Zero, _folder.Output);
        Assert.That(_folder.Entries(), Does.Not.Contain(".nuke"));
        Assert.That(Directory.GetDirectories(CacheHome.Folder, "*-temp", SearchOption.AllDirectories), Is.Not.Empty);
    }

    [TestCase(".nuke")]
    [TestCase(".fallout")]
    public void A_repository_with_a_build_shares_its_temporary_folder_and_keeps_its_records(string build)
    {
        _folder.Write($"{build}/build.schema.json", "{}").Write("Dockerfile", "FROM scratch\nCOPY app.py /\n").Write("app.py", "");

        var exitCode = _folder.Run("explain");

        Assert.That(exitCode, Is.Zero, _folder.Output);
        Assert.That(_folder.Output, Does.Contain(Path.Combine(_folder.Root, build, "temp", "docker-ledger")));
        Assert.That(_folder.Output, Does.Contain("Run docker-buildkit build first."));
        Assert.That(File.ReadAllText(_folder.PathOf($"{build}/build.schema.json")), Is.EqualTo("{}"));
        Assert.That(_folder.Entries($"{build}/temp"), Does.Not.Contain("build-attempt.log").And.Not.Contain("build.schema.stamp"));
    }

    [TestCase(new[] { "explain" }, "api,worker")]
    [TestCase(new[] { "explain", "api" }, "api")]
    [TestCase(new[] { "explain", "--image", "worker" }, "worker")]
    public void Builds_are_explained_for_the_images_of_the_folder(string[] arguments, string images)
    {
        _folder.Write(".nuke/build.schema.json", "{}");
        foreach (var image in new[] { "api", "worker" })
        {
            _folder.Write($"{image}/Dockerfile", "FROM scratch\n");
            LedgerStore.Of(_folder.PathOf(".nuke/temp/docker-ledger"), image, target: null).Write(new BuildLedger { Image = image });
        }

        var exitCode = _folder.Run(arguments);

        Assert.That(exitCode, Is.Zero, _folder.Output);
        Assert.That(new[] { "api", "worker" }.Where(image => _folder.Output.Contains($"{image}, failed")), Is.EqualTo(images.Split(',')));
    }

    [TestCase("api", new string[0], "api")]
    [TestCase("api/app", new string[0], "api")]
    [TestCase(".", new string[0], "api, worker")]
    [TestCase(".", new[] { "worker" }, "worker")]
    [TestCase(".", new[] { "api", "--image-name", "acme/shop" }, "acme/shop")]
    public void Images_are_those_of_the_folder(string folder, string[] arguments, string images)
    {
        Directory.CreateDirectory(_folder.PathOf(".git"));
        _folder.Write("api/Dockerfile", "FROM scratch\n").Write("api/app/main.py", "").Write("worker/Dockerfile", "FROM scratch\n");

        var exitCode = _folder.RunIn(folder, ["history", .. arguments]);

        Assert.That(exitCode, Is.Zero, _folder.Output);
        foreach (var image in images.Split(", "))
            Assert.That(_folder.Output, Does.Contain($"{image}: no build yet"));
        Assert.That(_folder.Output.Split("no build yet").Length - 1, Is.EqualTo(images.Split(',').Length));
        Assert.That(_folder.Output, Does.Not.Contain("ucceeded"), "the command builds nothing");
    }

    [TestCase(new[] { "history", "--image-name", "acme/shop" }, "--image-name names one image, and 2 would be built.")]
    [TestCase(new[] { "history", "api", "--image-name", "acme/shop:1" }, "use --image-tag")]
    public void A_name_that_does_not_fit_is_refused(string[] arguments, string message)
    {
        _folder.Write("api/Dockerfile", "FROM scratch\n").Write("worker/Dockerfile", "FROM scratch\n");

        var exitCode = _folder.Run(arguments);

        Assert.That(exitCode, Is.EqualTo(2), _folder.Output);
        Assert.That(_folder.Output, Does.Contain(message));
    }
}
