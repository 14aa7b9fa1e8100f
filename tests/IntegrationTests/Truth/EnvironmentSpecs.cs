using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Truth;

/// <summary>Machines on which a folder that a build usually writes to is missing, read-only or of another user.</summary>
[Category("Truth")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EnvironmentSpecs
{
    // root without the right to ignore permissions, as any other user.
    private static readonly string[] s_unprivileged =
        ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"];

    private SmallRepository _repository = null!;

    [SetUp]
    public async Task Create()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            Assert.Ignore("it mounts folders, and changes their owners");
        _repository = await SmallRepository.CreateAsync("truth");
        _repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", Guid.NewGuid().ToString());
    }

    [TearDown]
    public void Delete() => _repository?.Dispose();

    [TestCase("/nonexistent")]
    [TestCase("")]
    [TestCase(null)]
    [TestCase("read-only")]
    [TestCase("/dev/null/home")]
    public async Task A_home_that_cannot_be_used_leaves_the_cache_in_the_repository(string? home)
    {
        if (home is not ("/nonexistent" or null))
            FullRun.Require("A home that doesn't exist shows the same.");
        _repository.Wrapper = s_unprivileged;
        var variables = new Dictionary<string, string?>
        {
            ["HOME"] = home == "read-only" ? Folder("home", 0b101_101_101) : home, ["XDG_CACHE_HOME"] = null, ["DOCKER_CONFIG"] = null,
        };

        var build = await _repository.RunAsync(variables, "DockerBuild", "--docker-cache", "local");
        var doctor = await _repository.RunAsync(variables, "DockerDoctor");

        Assert.That(build.ExitCode, Is.Zero, build.ToString());
        Assert.That(build.Output, Does.Contain("cache     written to"));
        Assert.That(doctor.ExitCode, Is.Zero, doctor.ToString());
        Assert.That(build.Output + doctor.Output, Does.Not.Contain("   at "));
    }

    [TestCase("DockerBuild --docker-cache local", "No report is written to")]
    [TestCase("DockerBake --docker-cache local", "No report is written to")]
    [TestCase("DockerDoctor", "cache folder")]
    [TestCase("DockerLint", "lint.sarif is not written")]
    [TestCase("DockerContext", "context.json is not written")]
    public async Task A_read_only_checkout_builds(string arguments, string told)
    {
        const string script = "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && cd \"$1\" && shift && exec \"$@\"";
        _repository.Wrapper = ["unshare", "--mount", "sh", "-c", script, "sh", _repository.Root];

        var run = await _repository.RunAsync(arguments.Split(' '));

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain(told).And.Not.Contain("   at "));
        Assert.That(Directory.Exists(_repository.PathOf(".nuke/temp")), Is.False, "nothing was written");
    }

    [Test]
    public async Task A_repository_of_another_user_builds()
    {
        foreach (var folder in new[] { _repository.Root, _repository.PathOf(".nuke") })
            await ChangeOwnerAsync(folder);
        _repository.Wrapper = s_unprivileged;

        var run = await _repository.RunAsync("DockerBuild", "--docker-cache", "local");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("cache     written to"));
    }

    [TestCase("XDG_CACHE_HOME", "cache     written to")]
    [TestCase("--docker-cache-directory", "The image is built without exporting that cache")]
    public async Task A_cache_folder_of_another_user_fails_no_build(string place, string told)
    {
        var other = Folder("other", 0b111_000_000);
        await ChangeOwnerAsync(other);
        _repository.Wrapper = s_unprivileged;
        var variables = new Dictionary<string, string?>();
        string[] arguments = ["DockerBuild", "--docker-cache", "local"];
        if (place.StartsWith('-'))
            arguments = [.. arguments, place, Path.Combine(other, "x")];
        else
            variables[place] = other;

        var run = await _repository.RunAsync(variables, arguments);

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain(told));
    }

    [Test]
    public async Task With_a_strict_umask_a_second_build_finds_everything()
    {
        _repository.Wrapper = ["sh", "-c", "umask 077 && exec \"$@\"", "sh"];

        var first = await _repository.RunAsync("DockerBuild", "--docker-cache", "local");
        var second = await _repository.RunAsync("DockerBuild", "--docker-cache", "local", "--force");

        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(second.ExitCode, Is.Zero, second.ToString());
        Assert.That(second.Output, Does.Contain("CACHED").And.Contain("cache     read from"));
    }

    [TestCase("/nonexistent")]
    [TestCase("read-only")]
    public async Task Without_a_folder_for_temporary_files_builds_work(string folder)
    {
        if (folder == "read-only")
            FullRun.Require("A folder that doesn't exist shows the same.");
        _repository.Wrapper = s_unprivileged;
        _repository.Write("compose.yaml", "services:\n  api:\n    image: truth-api\n    build: .\n");
        var variables = new Dictionary<string, string?> { ["TMPDIR"] = folder == "read-only" ? Folder("temporary", 0b101_101_101) : folder };

        foreach (var target in new[] { "DockerBuild", "DockerBake", "DockerComposeBuild" })
        {
            var run = await _repository.RunAsync(variables, target, "--docker-cache", "local");

            Assert.That(run.ExitCode, Is.Zero, run.ToString());
        }
    }

    [TestCase("größe")]
    [TestCase("with space")]
    [TestCase("rocket 🚀")]
    public async Task A_repository_with_any_name_has_a_cache(string name)
    {
        if (name != "rocket 🚀")
            FullRun.Require("A name with a space and a letter outside ASCII shows the same.");
        using var repository = await SmallRepository.CreateAsync("truth", name);
        repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", Guid.NewGuid().ToString());
        repository.Write("compose.yaml", "services:\n  api:\n    image: truth-api\n    build: .\n");

        foreach (var target in new[] { "DockerBuild", "DockerBake --force", "DockerComposeBuild" })
        {
            var run = await repository.RunAsync([.. target.Split(' '), "--docker-cache", "local"]);

            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            Assert.That(run.Output, Does.Contain("cache     written to"));
        }
    }

    [TestCase("remote", "tcp://127.0.0.1:9", "doesn't respond")]
    [TestCase("docker-container", null, "can't be started")]
    public async Task A_builder_that_does_not_work_is_not_praised(string driver, string? endpoint, string told)
    {
        if (driver == "remote")
            FullRun.Require("buildx waits 30 seconds for the builder.");
        // An image that no registry has: the container doesn't start.
        var option = driver == "remote" ? "" : "--driver-opt image=127.0.0.1:9/buildkit:none";
        var config = Folder("config", 0b111_000_000);
        var create = await Shell.RunAsync(
            _repository.Connection,
            $"cp -r \"${{DOCKER_CONFIG:-$HOME/.docker}}/.\" {config}; "
            + $"DOCKER_CONFIG={config} docker buildx create --name dead --driver {driver} {option} {endpoint}");
        Assert.That(create, Does.Contain("dead"));
        var variables = new Dictionary<string, string?> { ["BUILDX_BUILDER"] = "dead", ["DOCKER_CONFIG"] = config };

        var doctor = await _repository.RunAsync(variables, "DockerDoctor");
        var build = await _repository.RunAsync(variables, "DockerBuild", "--docker-cache", "none");

        Assert.Multiple(() =>
        {
            Assert.That(doctor.ExitCode, Is.EqualTo((int)DockerFaultKind.DoctorFoundErrors), doctor.ToString());
            Assert.That(doctor.Output, Does.Contain($"dead ({driver}) is unreachable").And.Not.Contain("can export a cache"));
            Assert.That(build.ExitCode, Is.EqualTo((int)DockerFaultKind.EngineUnavailable), build.ToString());
            Assert.That(build.Output, Does.Contain($"The builder {told}").And.Contain("docker buildx use"));
        });
    }

    private string Folder(string name, int mode)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_repository.Base, name)).FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)mode);
        return folder;
    }

    private Task ChangeOwnerAsync(string path) => Shell.RunAsync(_repository.Connection, $"chown 65534:65534 '{path}'");
}
