using System.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Truth;

/// <summary>Failures that BuildKit describes by their consequence: each has the exit code and the sentence of its cause.</summary>
[Category("Truth")]
public sealed class CauseSpecs
{
    private TruthRepository _repository = null!;

    [SetUp]
    public async Task Create() => _repository = await TruthRepository.CreateAsync();

    [TearDown]
    public void Delete() => _repository?.Dispose();

    [TestCase("FROM scratch\nCOPY ../secret.txt /\n", DockerFaultKind.MissingContextFile, "'..' is cut off")]
    [TestCase("FROM scratch\nCOPY sub/readme.txt /\n", DockerFaultKind.MissingContextFile, "Write sub/Readme.txt")]
    [TestCase("FROM scratch\nCOPY link /\n", DockerFaultKind.MissingContextFile, "link to /etc/hostname, outside the context")]
    [TestCase("FROM scratch\nCOPY dangling /\n", DockerFaultKind.MissingContextFile, "link to nowhere, which doesn't exist")]
    [TestCase("FROM scratch\nCOPY file /x # the file\n", DockerFaultKind.MissingContextFile, "ends with a comment")]
    [TestCase("FROM scratch\nCOPY ignored.txt /\n", DockerFaultKind.MissingContextFile, ".dockerignore:2 (*.txt) excludes it")]
    [TestCase("FROM scratch\nCOPY flie /\n", DockerFaultKind.MissingContextFile, "Did you mean file?")]
    [TestCase("FROM scratch\nCOPY --link --chown=app file /\n", DockerFaultKind.DockerfileSyntax, "Write numbers, as in --chown=1000:1000")]
    [TestCase("FROM scratch\nCOPY --chown=app file /\n", DockerFaultKind.DockerfileSyntax, "The owner app is not known")]
    [TestCase("ARG BASE=127.0.0.1:9/python:3.13\nFROM ${BASE}\n", DockerFaultKind.BaseImageUnavailable, "--build-arg BASE=OTHER replaces it")]
    [TestCase("FROM 127.0.0.1:9/python:3.13\n", DockerFaultKind.BaseImageUnavailable, "--build-context 127.0.0.1:9/python:3.13=docker-image://OTHER")]
    [TestCase("# syntax=127.0.0.1:9/dockerfile:1\nFROM scratch\n", DockerFaultKind.BaseImageUnavailable, "The syntax frontend 127.0.0.1:9/dockerfile:1")]
    public async Task A_build_names_the_cause(string dockerfile, DockerFaultKind kind, string told)
    {
        _repository.Write("Dockerfile", dockerfile).Write("file", "x").Write("sub/Readme.txt", "x").Write("ignored.txt", "x")
            .Write(".dockerignore", "# text\n*.txt\n!sub/*.txt\n").Write("../secret.txt", "x");
        File.CreateSymbolicLink(_repository.PathOf("link"), "/etc/hostname");
        File.CreateSymbolicLink(_repository.PathOf("dangling"), "nowhere");

        var run = await _repository.RunAsync("DockerBuild");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo((int)kind), run.ToString());
            Assert.That(run.Output, Does.Contain(told));
            Assert.That(run.Output, Does.Not.Contain("   at "), "a user must not see a stack trace");
        });
    }

    [TestCase("utf-16", "Dockerfile", "UTF-16")]
    [TestCase("utf-16", ".dockerignore", "UTF-16")]
    [TestCase("latin1", "Dockerfile", "not in UTF-8: line 2")]
    public async Task A_file_in_another_encoding_is_named_and_not_the_engine(string encoding, string file, string told)
    {
        _repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", "x");
        var text = file == "Dockerfile" ? "FROM scratch\nRUN echo größe\n" : "*.log\n";
        _repository.Write(file, [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes(text)]);

        var run = await _repository.RunAsync("DockerBuild");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.DockerfileSyntax), run.ToString());
            Assert.That(run.Output, Does.Contain(told).And.Contain("utf8NoBOM"));
            Assert.That(run.Output, Does.Not.Contain("restart the engine"));
        });
    }

    [Test]
    public async Task A_git_context_that_cannot_be_fetched_is_not_a_missing_Dockerfile()
    {
        var run = await _repository.RunAsync(new Dictionary<string, string?> { ["TRUTH_CONTEXT"] = "https://127.0.0.1:9/x.git" }, "DockerBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.ContextMissing), run.ToString());
        Assert.That(run.Output, Does.Contain("The build context https://127.0.0.1:9/x.git can't be fetched").And.Contain("Failed to connect"));
    }

    [Test]
    public async Task A_repository_whose_path_has_an_accent_has_a_cache()
    {
        using var repository = await TruthRepository.CreateAsync("größe");
        repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", "x");

        var run = await repository.RunAsync("DockerBuild", "--docker-cache", "local");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("cache     written to"));
    }

    [TestCase("/dev/null/home")]
    [TestCase("")]
    [TestCase(null)]
    public async Task Without_a_usable_home_builds_and_the_doctor_work(string? home)
    {
        _repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", "x");
        var variables = new Dictionary<string, string?> { ["HOME"] = home, ["XDG_CACHE_HOME"] = null, ["DOCKER_CONFIG"] = null };

        var build = await _repository.RunAsync(variables, "DockerBuild", "--docker-cache", "local");
        var doctor = await _repository.RunAsync(variables, "DockerDoctor");

        Assert.Multiple(() =>
        {
            Assert.That(build.ExitCode, Is.Zero, build.ToString());
            Assert.That(doctor.ExitCode, Is.Zero.Or.EqualTo((int)DockerFaultKind.DoctorFoundErrors), doctor.ToString());
            Assert.That(build.Output + doctor.Output, Does.Not.Contain("   at "));
        });
    }

    [TestCase("services:\n  api:\n    image: api:${TAG:?set a tag}\n    build: .\n", "requires the variable TAG")]
    [TestCase("services:\n  api:\n    build: .\n    profiles: [extra]\n", "api belongs to extra")]
    [TestCase("services:\n  api:\n    image: scratch\n", "there is nothing to build")]
    public async Task A_compose_project_without_a_service_to_build_says_why(string compose, string told)
    {
        _repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", "x").Write("compose.yaml", compose);

        var run = await _repository.RunAsync("DockerComposeBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.InvalidSetting), run.ToString());
        Assert.That(run.Output, Does.Contain(told));
    }

    [Test]
    public async Task A_path_of_this_machine_is_not_written_into_a_compose_file()
    {
        _repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", "x").Write("compose.yaml", "services:\n  api:\n    build: .\n");

        var run = await _repository.RunAsync("DockerComposeBuild", "--docker-compose-write", "--docker-cache", "local");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(File.ReadAllText(_repository.PathOf("compose.yaml")), Does.Not.Contain(_repository.Base));
    }
}
