using IntegrationTests.Python;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Proofs;

namespace IntegrationTests.Dockerfiles;

/// <summary>Proves the fixes of naive Dockerfiles on the engine: all stand, and wrong ones are caught.</summary>
[Category("Dockerfiles")]
[Platform("Linux")]
public sealed class FixProofSpecs : SealedSourcesFixture
{
    private GeneratedImage _image = null!;
    private ImageProof _proof = null!;

    /// <summary>A sample; all with <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.</summary>
    private static IEnumerable<TestCaseData> Naive()
    {
        (string Name, string Text)[] all =
        [
            ("code before dependencies", NaiveDockerfiles.CodeBeforeDependencies), ("wheels copied", NaiveDockerfiles.WheelsCopied),
            ("compilers in one stage", NaiveDockerfiles.CompilersInOneStage), ("user of its own", NaiveDockerfiles.UserOfItsOwn),
            ("second sync unlocked", NaiveDockerfiles.SecondSyncUnlocked), ("version before dependencies", NaiveDockerfiles.VersionBeforeDependencies),
        ];
        return all.Take(FullRun.IsRequested ? all.Length : 1).Select(naive => new TestCaseData(naive.Text).SetName($"Proved: {naive.Name}"));
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        (string Name, string After, string Difference)[] all =
        [
            ("Caught: a missing file", "RUN rm main.py", "/app/main.py is missing"),
            ("Caught: a user", "USER 7:7", "User was not set, and is 7:7"),
            ("Caught: a failing build", "RUN false", "no longer builds"),
            ("Caught: a mode", "RUN chmod 777 main.py", "the mode of /app/main.py"),
            ("Caught: an owner", "RUN chown 1:1 main.py", "the owner of /app/main.py"),
            ("Caught: a content", "RUN echo >> main.py", "the content of /app/main.py"),
            ("Caught: a variable", "ENV A=b", "Env A was not set"),
            ("Caught: a port", "EXPOSE 81", "Port 81/tcp was not set"),
        ];
        return all.Take(FullRun.IsRequested ? all.Length : 3).Select(wrong => new TestCaseData(wrong.After, wrong.Difference).SetName(wrong.Name));
    }

    [SetUp]
    public void Begin() => _proof = new ImageProof(Connection, startTime: TimeSpan.FromSeconds(2));

    [TearDown]
    public async Task Delete()
    {
        await _proof.DisposeAsync();
        _image.Dispose();
    }

    [TestCaseSource(nameof(Naive))]
    public async Task Each_fix_of_a_naive_Dockerfile_is_proved(string naive)
    {
        await WriteProjectAsync(uv: naive.Contains("uv sync", StringComparison.Ordinal));
        _image.Write("Dockerfile", OnImages(naive));

        var (report, withdrawn) = await DockerfileProof.RunAsync(_proof, OnImages(naive), Dockerfile, [(Build("app"), Context)]);

        Assert.That(withdrawn, Is.Empty, string.Join('\n', withdrawn));
        Assert.That(report.Fixes, Is.Not.Empty);
        Assert.That(report.Proposed, Is.Empty);
    }

    [Test]
    [Slow]
    public async Task A_new_version_and_a_setting_of_a_linter_reinstall_nothing_after_the_fix()
    {
        await WriteProjectAsync(uv: true);
        var text = OnImages(NaiveDockerfiles.VersionBeforeDependencies);
        var project = File.ReadAllText(Path.Combine(_image.Directory, "pyproject.toml"));
        // New in each run, because the engine keeps the steps of the last one.
        _image.Write("pyproject.toml", $"{project}# {Guid.NewGuid()}\n");
        _image.Write("Dockerfile", text);
        var (report, withdrawn) = await DockerfileProof.RunAsync(_proof, text, Dockerfile, [(Build("app"), Context)]);
        _image.Write("Dockerfile", report.After);
        await _image.BuildAsync();

        var changed = project.Replace("version = \"1\"", "version = \"2\"", StringComparison.Ordinal).Replace("99", "98", StringComparison.Ordinal);
        _image.Write("pyproject.toml", $"{changed}# {Guid.NewGuid()}\n");
        var ran = PlainLog.StepsThatRan(await _image.BuildAsync());
        var found = await _image.RunAsync("grep version pyproject.toml");

        Assert.That(withdrawn, Is.Empty, string.Join('\n', withdrawn));
        Assert.That(report.Fixes.Select(fix => fix.Rule.Id), Has.Some.EqualTo("NDB031"));
        Assert.That(ran, Has.Some.Contain("COPY pyproject.toml").And.None.Contain("uv sync"), string.Join('\n', ran));
        Assert.That(found, Is.EqualTo("version = \"2\"\n"), "the image has the whole file");
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_wrong_change_is_caught(string after, string difference)
    {
        const string Text = "ARG PYTHON_IMAGE\nFROM $PYTHON_IMAGE\nWORKDIR /app\nCOPY main.py .\nRUN true\nCMD [\"python3\", \"main.py\"]\n";
        await WriteProjectAsync(uv: false);
        var (old, now) = (OnImages(Text), OnImages(Text.Replace("RUN true", after, StringComparison.Ordinal)));

        Assert.That(await _proof.DifferenceAsync([Build("app")], new(old, ""), new(now, ""), ImageChanges.None), Does.Contain(difference));
        Assert.That(await _proof.DifferenceAsync([Build("app")], new(old, ""), new($"# a comment\n{old}", ""), ImageChanges.None), Is.Null);
    }

    [Test]
    public async Task A_linked_copy_knows_no_names_of_owners()
    {
        const string Text = "ARG PYTHON_IMAGE\nFROM $PYTHON_IMAGE\nRUN useradd app\nCOPY --chown=app main.py /\n";
        await WriteProjectAsync(uv: false);
        var (old, now) = (OnImages(Text), OnImages(Text.Replace("--chown", "--link --chown", StringComparison.Ordinal)));

        var difference = await _proof.DifferenceAsync([Build("app") with { Start = false }], new(old, ""), new(now, ""), ImageChanges.None);

        Assert.That(difference, Does.Contain("no longer builds"));
    }

    [Test]
    public async Task A_user_who_cannot_write_is_withdrawn_and_the_other_fixes_stay()
    {
        await WriteProjectAsync(uv: false);
        _image.Write("main.py", "open('/app/data.db', 'w').write('x')\nimport time\ntime.sleep(60)\n");
        var text = OnImages("ARG PYTHON_IMAGE\nFROM $PYTHON_IMAGE as app\nWORKDIR /app\nCOPY main.py .\nCMD python3 main.py\n");
        _image.Write("Dockerfile", text);

        var (report, withdrawn) = await DockerfileProof.RunAsync(_proof, text, Dockerfile, [(Build("app"), Context)]);

        Assert.That(withdrawn.Select(pair => pair.Fix.Rule.Id), Is.EqualTo(["NDB017"]));
        Assert.That(withdrawn[0].Difference, Does.Contain("before, the container ran; now it ended with exit code 1").And.Contain("Permission denied"));
        Assert.That(report.After, Does.Contain("AS app").And.Contain("[\"python3\", \"main.py\"]").And.Not.Contain("USER"));
    }

    [Test]
    [Slow]
    public async Task Two_targets_of_one_file_are_proved_together()
    {
        await WriteProjectAsync(uv: false);
        var text = OnImages(
            "ARG PYTHON_IMAGE\nFROM $PYTHON_IMAGE AS one\nWORKDIR /app\nCOPY main.py .\nUSER 1:1\nCMD python3 main.py\n"
            + "FROM $PYTHON_IMAGE AS two\nCOPY main.py /\nUSER 1:1\nCMD python3 /main.py\n");
        _image.Write("Dockerfile", text);

        var (report, withdrawn) = await DockerfileProof.RunAsync(
            _proof, text, Dockerfile, [(Build("one", "one"), Context with { Target = "one" }), (Build("two", "two"), Context with { Target = "two" })]);

        Assert.That(withdrawn, Is.Empty, string.Join('\n', withdrawn));
        Assert.That(report.After, Does.Contain("CMD [\"python3\", \"main.py\"]").And.Contain("CMD [\"python3\", \"/main.py\"]"));
    }

    private string OnImages(string dockerfile) => dockerfile
        .Replace("ARG PYTHON_IMAGE\n", $"ARG PYTHON_IMAGE={Sources.PythonImage ?? "python:3.13-slim"}\n", StringComparison.Ordinal)
        .Replace("ARG UV_IMAGE\n", $"ARG UV_IMAGE={Sources.UvImage}\n", StringComparison.Ordinal);

    private string Dockerfile => Path.Combine(_image.Directory, "Dockerfile");

    private LintContext Context => LintContext.Of(Dockerfile, _image.Directory);

    private ProofBuild Build(string name, string? target = null)
    {
        var settings = new BuildxBuildSettings()
            .SetContext(_image.Directory)
            .SetWorkingDirectory(_image.Directory)
            .SetTarget(target)
            .AddSecret(Sources.Secrets("pip").Concat(Sources.Secrets("uv")).Distinct().Select(BuildSecret.Parse))
            .When(Connection.NeedsHostNetwork, _ => _.SetNetwork("host"))
            .UseEngine(Connection);
        return new ProofBuild(name, settings);
    }

    private async Task WriteProjectAsync(bool uv)
    {
        _image = new GeneratedImage(Connection, Sources, $"proof-{Guid.NewGuid():N}", packageManager: uv ? "uv" : "pip");
        await NaiveDockerfiles.WriteProjectAsync(_image, "import time\ntime.sleep(60)\n", uv);
    }
}
