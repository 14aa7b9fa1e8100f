using IntegrationTests.Python;
using Nuke.Docker.BuildKit.Scaffolding;
using Nuke.Docker.BuildKit.Text.Changes;

namespace IntegrationTests.Corpus;

/// <summary>Builds and starts the files that <c>DockerInit</c> writes for projects with one unusual trait each.</summary>
[Category("Corpus")]
[Platform("Linux")]
public sealed class CorpusSpecs : SealedSourcesFixture
{
    [TestCaseSource(typeof(CorpusProject), nameof(CorpusProject.Sample))]
    public async Task A_project_is_built_and_starts(CorpusProject project)
    {
        using var image = new GeneratedImage(Connection, Sources, $"corpus-{project.Name}");
        foreach (var (path, text) in project.Files)
            image.Write(path, text);
        foreach (var program in project.Programs)
        {
            var services = RepositoryScaffolder.Plan(image.Directory, new() { Overwrite = true, Program = program.Program }).Services;
            Assert.That(services.Count, Is.EqualTo(project.Programs.Select(known => known.Service).Distinct().Count()), "services");
            var service = services.Single(found => program.Service is null || found.Image == program.Service);
            FileChanges.Write(service.Changes);
            // Other programs of this machine use the usual ports.
            var port = ServiceContainer.FreePort();
            var folder = Path.GetRelativePath(image.Directory, service.Context);
            if (service.Project.Port is { } usual)
                image.Write($"{folder}/Dockerfile", File.ReadAllText(Path.Combine(service.Context, "Dockerfile"))
                    .Replace($"{usual}", $"{port}", StringComparison.Ordinal));
            await image.BuildAsync($"--tag {image.Name} --load", folder);
            await CheckAsync(image, program, port);
        }
    }

    private async Task CheckAsync(GeneratedImage image, CorpusProgram program, int port)
    {
        var network = Connection.NeedsHostNetwork ? "--network=host" : "";
        if (program.Kind == "run")
        {
            Assert.That(await image.ShellAsync($"docker run --rm {network} {image.Name}"), Does.Contain(program.Expected));
            return;
        }

        if (program.Kind == "log")
        {
            var log = await image.ShellAsync(
                $"id=$(docker run -d {network} {image.Name} | tail -1); "
                + $"for i in $(seq 60); do docker logs $id 2>&1 | grep -q '{program.Expected}' && break; sleep 1; done; "
                + "docker logs $id; docker rm -f $id >/dev/null");
            Assert.That(log, Does.Contain(program.Expected));
            return;
        }

        await using var container = await ServiceContainer.StartAsync(Connection, image.Name, port, "--health-interval=1s");
        var answer = await container.GetAsync(program.Kind);
        var health = await container.HealthAsync();

        Assert.That((answer.Contains(program.Expected), health), Is.EqualTo((true, "healthy")), answer);
    }

    [Test]
    public async Task The_steps_of_a_release_create_the_database_beside_the_code_that_the_program_reads()
    {
        using var image = new GeneratedImage(Connection, Sources, "corpus-release");
        image.Write("requirements.txt", "click\n");
        image.Write("Procfile", "release: python create.py\nworker: python bot.py\n");
        image.Write("create.py", "import sqlite3\n\nsqlite3.connect('bot.db').executescript('CREATE TABLE made (name); INSERT INTO made VALUES (42)')\n");
        image.Write("bot.py", """
            import sqlite3, time

            DATABASE = "bot.db"

            if __name__ == "__main__":
                while True:
                    try:
                        print("made", sqlite3.connect(DATABASE).execute("SELECT name FROM made").fetchone(), flush=True)
                    except sqlite3.OperationalError as missing:
                        print(missing, flush=True)
                    time.sleep(1)

            """);
        var service = RepositoryScaffolder.Plan(image.Directory, new() { Compose = true }).Services.Single();
        FileChanges.Write(service.Changes);
        if (Connection.NeedsHostNetwork)
            image.Write("compose.override.yaml", $"services:\n  {service.Image}:\n    network_mode: host\n");
        await image.BuildAsync($"--tag {service.Image} --load");
        try
        {
            await image.ShellAsync("docker compose up --detach --no-build");
            var log = await image.ShellAsync("for i in $(seq 60); do docker compose logs | grep '(42' && break; sleep 1; done; docker compose logs");
            Assert.That(log, Does.Contain("made (42,)"));
        }
        finally
        {
            await image.ShellAsync($"docker compose down --timeout 1; docker image rm {service.Image}");
        }
    }

    [TestCase("pip")]
    [TestCase("uv")]
    [Slow(Sample = "pip")]
    public Task A_new_version_and_a_setting_of_a_linter_reinstall_nothing(string manager) => VersionBump.BuildAsync(Connection, Sources, manager);

    [TestCase("pip")]
    [TestCase("uv")]
    [Slow(Sample = "pip")]
    public Task A_library_elsewhere_in_the_repository_is_installed(string manager) => OutsideLibrary.BuildAsync(Connection, Sources, manager);

    [Test]
    public async Task The_image_of_a_workspace_member_has_only_what_the_member_needs()
    {
        const string Member = "[project]\nname = \"{0}\"\nversion = \"1\"\nrequires-python = \">=3.11\"\ndependencies = [{1}]\n";
        using var image = new GeneratedImage(Connection, Sources, "corpus-member", packageManager: "uv");
        image.Write("pyproject.toml", string.Format(null, Member, "shop", "") + "[tool.uv.workspace]\nmembers = [\"apps/*\", \"libs/*\"]\n");
        image.Write(
            "apps/api/pyproject.toml", string.Format(null, Member, "api", "\"click\", \"models\"") + "[tool.uv.sources]\nmodels = { workspace = true }\n");
        image.Write("apps/api/main.py", "import click, models\nfrom importlib.metadata import distributions\n\nif __name__ == '__main__':\n"
            + $"    print(sorted(found.name.lower() for found in distributions()))  # {Guid.NewGuid()}\n");
        image.Write("apps/jobs/pyproject.toml", string.Format(null, Member, "jobs", "\"itsdangerous\""));
        image.Write("apps/jobs/main.py", "import itsdangerous\n\nif __name__ == '__main__':\n    print('jobs')\n");
        image.Write("libs/models/pyproject.toml", string.Format(null, Member, "models", "\"typing_extensions\"") + BuildBackend.Table);
        image.Write("libs/models/build_backend/backend.py", BuildBackend.Source("models", "'1'"));
        image.Write("libs/models/src/models/__init__.py", "import typing_extensions\n");
        image.Write(".dockerignore", "*.Dockerfile\n");
        await image.LockAsync("uv.lock", requirement: null);
        var services = RepositoryScaffolder.Plan(image.Directory).Services;
        FileChanges.Write(services.SelectMany(service => service.Changes));
        var build = $"--file apps/api/Dockerfile --tag {image.Name} --load";
        await image.BuildAsync(build);
        var found = await image.RunAsync("python main.py");

        // Another member's dependencies and code, and its own version, decide nothing.
        image.Write("apps/jobs/pyproject.toml", string.Format(null, Member, "jobs", "\"itsdangerous\", \"six\""));
        image.Write("apps/jobs/main.py", "print('two')\n");
        await image.LockAsync("uv.lock", requirement: null);
        var ran = PlainLog.StepsThatRan(await image.BuildAsync(build));

        Assert.That(services.Select(service => service.Image), Is.EqualTo(["api", "jobs"]));
        Assert.That(found, Is.EqualTo("['click', 'models', 'typing_extensions']\n").Or.EqualTo("['click', 'models', 'typing-extensions']\n"));
        Assert.That(ran, Has.None.Contain("COPY apps/api"), string.Join('\n', ran));
    }
}
