using Nuke.Docker.BuildKit.Changes;
using Nuke.Docker.BuildKit.Dockerfiles.Fixes;
using Nuke.Docker.BuildKit.Dockerfiles.Rules;
using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.Dockerfiles;

/// <summary>Naive Dockerfiles as people write them, mended, built and run.</summary>
[Category("Dockerfiles")]
[Platform("Linux")]
public sealed class DockerfileFixSpecs
{
    private const string OneStage = """
        ARG PYTHON_IMAGE
        FROM ${PYTHON_IMAGE}
        WORKDIR /app
        COPY . .
        RUN --mount=type=secret,id=pip,target=/etc/pip.conf pip install --no-cache-dir -r requirements.txt
        CMD python3 main.py
        """;

    private const string TwoStages = """
        # one: wheels
        ARG PYTHON_IMAGE
        FROM ${PYTHON_IMAGE} as builder
        COPY requirements.txt more.txt ./
        RUN --mount=type=secret,id=pip,target=/etc/pip.conf pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

        # two: what runs
        FROM ${PYTHON_IMAGE}
        WORKDIR /app
        COPY --from=builder /wheels /wheels
        COPY requirements.txt more.txt ./
        RUN pip install --no-cache-dir --no-index --find-links=/wheels -r requirements.txt \
            && rm -rf /wheels
        COPY . .
        CMD ["python3", "main.py"]
        """;

    private readonly string _image = $"fix-specs-{Guid.NewGuid():N}";
    private EngineConnection _connection = null!;
    private SealedInput _input = null!;
    private string _folder = null!;

    [SetUp]
    public async Task Create()
    {
        _connection = await TestEngine.ConnectAsync();
        _input = await SealedInput.PrepareAsync(_connection, TestEngine.SealedInputs, "python:3.13-slim", TestContext.Progress.WriteLine);
        _folder = Directory.CreateTempSubdirectory("fix-").FullName;
        await File.WriteAllTextAsync(Path.Combine(_folder, "requirements.txt"), "click\n-r more.txt\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "more.txt"), "typing_extensions\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "main.py"), "import click, os\nprint(os.getuid(), os.path.exists('/wheels'), os.path.exists('/root/.cache/pip/http-v2'))\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, ".dockerignore"), "Dockerfile*\n");
    }

    [TearDown]
    public async Task Delete()
    {
        if (_folder is null)
            return;
        await Shell.RunAsync(_connection, $"docker image rm -f {_image} 2>/dev/null || true");
        Directory.Delete(_folder, recursive: true);
        await _input.DisposeAsync();
    }

    [TestCase(OneStage, "a Dockerfile of one stage")]
    [TestCase(TwoStages, "wheels that are copied")]
    public async Task A_mended_Dockerfile_keeps_dependencies_wheels_and_rights_apart(string naive, string reason)
    {
        var path = Path.Combine(_folder, "Dockerfile");
        await File.WriteAllTextAsync(path, OnImage(naive));
        var context = LintContext.Of(path, _folder);

        var report = DockerfileFixer.FixFile(path, context);
        FileChanges.Write([report.ToChange()]);
        await BuildAsync();
        await File.AppendAllTextAsync(Path.Combine(_folder, "main.py"), $"# {Guid.NewGuid()}\n");
        var second = await BuildAsync();
        var said = await Shell.RunAsync(_connection, $"docker run --rm {(_connection.NeedsHostNetwork ? "--network=host" : "")} {_image}");

        Assert.That(Ran(second), Has.Some.Contains("COPY . .").And.None.Contains("pip"), reason);
        Assert.That(said.Trim(), Is.EqualTo("10001 False False"));
        Assert.That(DockerfileFixer.FixFile(path, context).ToDiff(), Is.Empty);
        Assert.That(DockerfileLinter.LintFile(path, context).Findings.Where(finding => finding.Rule.Severity != LintSeverity.Note && finding.Rule != LintRules.UnpinnedBase), Is.Empty);
    }

    [Test]
    public async Task The_naive_one_installs_again_after_each_change()
    {
        var path = Path.Combine(_folder, "Dockerfile");
        await File.WriteAllTextAsync(path, OnImage(OneStage));

        await BuildAsync();
        await File.AppendAllTextAsync(Path.Combine(_folder, "main.py"), $"# {Guid.NewGuid()}\n");
        var second = await BuildAsync();

        Assert.That(Ran(second), Has.Some.Contains("pip"));
    }

    private string OnImage(string dockerfile) => dockerfile.Replace("ARG PYTHON_IMAGE\n", $"ARG PYTHON_IMAGE={_input.PythonImage ?? "python:3.13-slim"}\n", StringComparison.Ordinal);

    private Task<string> BuildAsync()
    {
        var network = _connection.NeedsHostNetwork ? "--network=host" : "";
        var secret = _input.PipConfig is { } config ? $"--secret id=pip,src='{config}'" : "";
        return Shell.RunAsync(_connection, $"docker buildx build --progress=plain {network} {secret} --tag {_image} --load .", _folder);
    }

    private static List<string> Ran(string log)
    {
        var lines = log.Split('\n');
        var cached = lines.Where(line => line.EndsWith(" CACHED", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).ToHashSet();
        return [.. lines.Where(line => line.StartsWith('#') && line.Contains("] ", StringComparison.Ordinal) && !line.Contains("[internal]", StringComparison.Ordinal) && !line.Contains("] FROM ", StringComparison.Ordinal) && !cached.Contains(line.Split(' ')[0])).Distinct()];
    }
}
