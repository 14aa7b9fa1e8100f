using System.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using SealedInputs;

namespace IntegrationTests.Truth;

/// <summary>Failures that BuildKit describes by their consequence: each has the exit code and the sentence of its cause.</summary>
[Category("Truth")]
public sealed class CauseSpecs
{
    private SmallRepository _repository = null!;

    [SetUp]
    public async Task Create() => _repository = await SmallRepository.CreateAsync("truth");

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

    [Test]
    public async Task An_invalid_pattern_of_an_ignore_file_is_named_by_its_line()
    {
        _repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", "x").Write(".dockerignore", "*.log\n[\n");

        var run = await _repository.RunAsync("DockerBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.DockerfileSyntax), run.ToString());
        Assert.That(run.Output, Does.Contain(".dockerignore:2: '[' is not a valid pattern"));
    }

    [TestCase("DockerBuild", "Dockerfile", "utf-16", 11, "is in UTF-16")]
    [TestCase("DockerBuild", "Dockerfile", "latin1", 11, "is not in UTF-8: line 2")]
    [TestCase("DockerBuild", "Dockerfile", "utf-8", 0, "truth:latest")]
    [TestCase("DockerBuild", ".dockerignore", "utf-16", 11, "is in UTF-16")]
    [TestCase("DockerBuild", ".dockerignore", "latin1", 0, "line 1 is not in UTF-8, so that its pattern matches no file")]
    [TestCase("DockerBake", "Dockerfile", "latin1", 11, "is not in UTF-8: line 2")]
    [TestCase("DockerBake", ".dockerignore", "utf-16", 11, "is in UTF-16")]
    [TestCase("DockerComposeBuild", "Dockerfile", "latin1", 11, "is not in UTF-8: line 2")]
    [TestCase("DockerComposeBuild", ".dockerignore", "utf-16", 11, "is in UTF-16")]
    [TestCase("DockerComposeBuild", "compose.yaml", "latin1", 11, "is not in UTF-8: line 1")]
    [TestCase("DockerComposeBuild", "compose.yaml", "utf-16", 0, "truth-api")]
    [TestCase("DockerComposeBuild", "compose.yaml", "utf-8", 0, "truth-api")]
    [TestCase("DockerComposeBuild", ".env", "utf-16", 11, "is in UTF-16")]
    [TestCase("DockerLint", "Dockerfile", "utf-16", 35, "NDB000")]
    [TestCase("DockerLint", "Dockerfile", "latin1", 35, "NDB000")]
    [TestCase("DockerLint", ".dockerignore", "utf-16", 35, "NDB023")]
    [TestCase("DockerLint", ".dockerignore", "latin1", 0, "NDB032")]
    [TestCase("DockerFix", "Dockerfile", "utf-16", 11, "is in UTF-16")]
    [TestCase("DockerFix", "Dockerfile", "latin1", 11, "is not in UTF-8: line 2")]
    [TestCase("DockerFix", ".dockerignore", "utf-16", 11, "is in UTF-16")]
    [TestCase("DockerContext", ".dockerignore", "utf-16", 11, "in UTF-16")]
    [TestCase("DockerContext", ".dockerignore", "latin1", 0, "line 1 is not in UTF-8")]
    public async Task A_file_in_another_encoding_is_named_and_not_the_engine(string target, string file, string encoding, int exitCode, string told)
    {
        if (target != "DockerBuild" && file is ("Dockerfile" or ".dockerignore"))
            FullRun.Require("DockerBuild, and unit tests of each target's checks, show the same.");
        _repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", "x")
            .Write("compose.yaml", "# größe\nservices:\n  api:\n    image: truth-api\n    build: .\n");
        var text = file switch
        {
            "Dockerfile" => $"FROM scratch\n{(encoding == "latin1" ? "RUN echo größe" : "LABEL a=größe")}\n",
            ".dockerignore" => "*.lög\n",
            ".env" => "A=größe\n",
            _ => File.ReadAllText(_repository.PathOf(file)),
        };
        _repository.Write(file, [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes(text)]);

        var run = await _repository.RunAsync(target);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
            Assert.That(run.Output, Does.Contain(told));
            Assert.That(run.Output, exitCode == 0 && encoding != "latin1" ? Does.Not.Contain("utf8NoBOM") : Does.Contain("utf8NoBOM"));
            Assert.That(run.Output, Does.Not.Contain("restart the engine").And.Not.Contain("   at "));
        });
    }

    [TestCase("DockerBuild", 13)]
    [TestCase("DockerLint", 0)]
    public async Task A_requirements_file_in_another_encoding_is_named_before_the_step_fails(string target, int exitCode)
    {
        _repository.Write("Dockerfile", "FROM scratch\nCOPY requirements.txt /\nRUN pip install -r requirements.txt\n")
            .Write("requirements.txt", Encoding.Latin1.GetBytes("flask\n# größe\n"));

        var run = await _repository.RunAsync(target);

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
        Assert.That(run.Output, Does.Contain("line 2 is not in UTF-8, which pip can't read").And.Contain("utf8NoBOM"));
    }

    [TestCase("DockerBuild")]
    [TestCase("DockerBake")]
    public async Task A_failure_is_printed_once(string target)
    {
        _repository.Write("Dockerfile", "FROM scratch\nCOPY missing /\n");

        var run = await _repository.RunAsync(target);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.MissingContextFile), run.ToString());
            Assert.That(run.Output.Split("What to do:"), Has.Length.EqualTo(2), run.Output);
            Assert.That(run.Output.Split("Command: docker"), Has.Length.EqualTo(2));
            Assert.That(run.Output, Does.Not.Contain("Errors & Warnings"));
            Assert.That(run.Output, Does.Match($"{target} +Failed .*// DockerBuildException: The build context has no missing"));
        });
    }

    [Test]
    public async Task A_step_without_a_shell_says_so()
    {
        _repository.Write("Dockerfile", "FROM scratch\nRUN true\n");

        var run = await _repository.RunAsync("DockerBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.StepFailed), run.ToString());
        Assert.That(run.Output, Does.Contain("The base image has no shell"));
    }

    [Test]
    public async Task A_file_next_to_the_Dockerfile_is_not_in_the_context()
    {
        _repository.Write("docker/Dockerfile", "FROM scratch\nCOPY start.sh /\n").Write("docker/start.sh", "x");

        var run = await _repository.RunAsync(new Dictionary<string, string?> { ["IMAGES"] = "truth=.=docker/Dockerfile" }, "DockerBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.MissingContextFile), run.ToString());
        Assert.That(run.Output, Does.Contain("It is next to the Dockerfile, but paths start at the build context").And.Contain("Write docker/start.sh"));
    }

    [TestCase("RUN [\"/start.sh\"]", "#!/bin/sh\necho started\n")]
    [TestCase("RUN /start.sh", "#!/bin/sh\necho started\n")]
    [TestCase("RUN sh /start.sh", "set -e\necho started\n")]
    public async Task A_script_with_Windows_line_ends_is_named_as_such(string step, string script)
    {
        const string Python = "python:3.13-slim";
        var connection = await TestEngine.ConnectAsync();
        await using var input = await SealedInput.PrepareAsync(connection, TestEngine.SealedInputs, Python, TestContext.Progress.WriteLine);
        _repository.Write("Dockerfile", $"FROM {input.PythonImage ?? Python}\nCOPY --chmod=755 start.sh /\n{step}\n")
            .Write("start.sh", script.ReplaceLineEndings("\r\n"));

        var run = await _repository.RunAsync("DockerBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.StepFailed), run.ToString());
        Assert.That(run.Output, Does.Contain("A script has Windows line ends").And.Contain("*.sh text eol=lf"));
    }

    [Test]
    public async Task A_git_context_that_cannot_be_fetched_is_not_a_missing_Dockerfile()
    {
        var run = await _repository.RunAsync(new Dictionary<string, string?> { ["IMAGES"] = "truth=https://127.0.0.1:9/x.git" }, "DockerBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.ContextMissing), run.ToString());
        Assert.That(run.Output, Does.Contain("The build context https://127.0.0.1:9/x.git can't be fetched").And.Contain("Failed to connect"));
    }

    [Test]
    public async Task A_frontend_that_cannot_be_reached_is_not_a_base_image_in_compose_either()
    {
        _repository.Write("Dockerfile", "# syntax=127.0.0.1:9/dockerfile:1\nFROM scratch\n")
            .Write("compose.yaml", "services:\n  api:\n    build: .\n");

        var run = await _repository.RunAsync("DockerComposeBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.BaseImageUnavailable), run.ToString());
        Assert.That(run.Output, Does.Contain("The syntax frontend 127.0.0.1:9/dockerfile:1"));
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

    [Test]
    public async Task A_cache_that_a_compose_file_overrules_says_so()
    {
        _repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", "x")
            .Write("compose.yaml", "services:\n  api:\n    image: truth-api\n    build: {context: ., cache_from: ['type=local,src=cache']}\n");

        var run = await _repository.RunAsync("DockerComposeBuild", "--docker-cache", "local");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("--docker-cache has no effect on api: its compose file declares cache_from or cache_to"));
    }

    [Test]
    public async Task Each_cache_that_was_read_written_or_refused_has_a_line()
    {
        _repository.Write("Dockerfile", "FROM scratch\nCOPY file /\n").Write("file", Guid.NewGuid().ToString());
        await _repository.RunAsync("DockerBuild", "--docker-cache", "local");

        var read = await _repository.RunAsync("DockerBuild", "--docker-cache", "local", "--force");
        var elsewhere = new Dictionary<string, string?> { ["IMAGES"] = "127.0.0.1:9/acme/x" };
        var refused = await _repository.RunAsync(elsewhere, "DockerBuild", "--docker-cache", "registry,local");

        Assert.That(read.Output, Does.Match(@"cache +read from").And.Match(@"cache +written to"), read.ToString());
        Assert.That(refused.ExitCode, Is.Zero, refused.ToString());
        Assert.That(refused.Output, Does.Match(@"cache +not read from 127\.0\.0\.1:9/acme/x:buildcache"));
        Assert.That(refused.Output, Does.Match("cache +not written to registry: .*refused"));
    }
}
