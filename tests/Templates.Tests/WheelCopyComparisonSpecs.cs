using System.Diagnostics;
using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Templates;

/// <summary>The images of the templates beside those of the usual pattern, which copies the wheels from the first stage into the second.</summary>
[Category("Templates")]
[Platform("Linux")]
public sealed class WheelCopyComparisonSpecs
{
    private const string Pattern = """
        ARG PYTHON_IMAGE=python:3.13-slim
        FROM ${PYTHON_IMAGE} AS builder
        WORKDIR /src
        COPY requirements.txt .
        RUN --mount=type=secret,id=pip,target=/etc/pip.conf pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

        FROM ${PYTHON_IMAGE}
        WORKDIR /app
        COPY --from=builder /wheels /wheels
        COPY requirements.txt .
        RUN pip install --no-cache-dir --no-index --find-links=/wheels -r requirements.txt && rm -rf /wheels
        COPY app ./app
        CMD ["python", "-m", "app"]
        """;

    private EngineConnection _connection = null!;
    private SealedSources _sources = null!;
    private string _directory = null!;

    [OneTimeSetUp]
    public async Task Prepare()
    {
        _connection = await TestEngine.ConnectAsync();
        _sources = await SealedSources.PrepareAsync(_connection);
        _directory = Directory.CreateTempSubdirectory("comparison-").FullName;
        await Shell.RunAsync(_connection, $"cp -R '{Path.Combine(Repository.Root, "templates", "python-service")}/.' .", _directory);
        foreach (var variant in new[] { "pip-fastapi", "pip-fastapi-gpu" })
            await File.WriteAllTextAsync(Path.Combine(_directory, variant, "Pattern.Dockerfile"), Pattern);
    }

    [OneTimeTearDown]
    public async Task CleanUp()
    {
        if (_sources is not null)
            await _sources.DisposeAsync();
        if (_directory is null)
            return;
        await Shell.RunAsync(_connection, "docker image rm -f comparison-dockerfile comparison-pattern.dockerfile >/dev/null 2>&1 || true");
        Directory.Delete(_directory, recursive: true);
    }

    [Test]
    public async Task An_image_has_at_most_95_hundredths_of_the_size()
    {
        await BuildAsync("pip-fastapi", "Dockerfile");
        await BuildAsync("pip-fastapi", "Pattern.Dockerfile");

        var (ours, theirs) = (await SizeAsync("comparison-dockerfile"), await SizeAsync("comparison-pattern.dockerfile"));

        TestContext.Out.WriteLine($"{ours / 1_000_000} MB, with copied wheels {theirs / 1_000_000} MB: {(double)ours / theirs:F3}");
        Assert.That((double)ours / theirs, Is.LessThanOrEqualTo(0.95));
    }

    [Test]
    public async Task Adding_a_small_dependency_beside_a_big_one_takes_at_most_four_tenths_of_the_time()
    {
        if (!TemplateOptions.Full)
            Assert.Ignore("It takes minutes: set DOCKER_BUILDKIT_TESTS_FULL=1.");
        var requirements = Path.Combine(_directory, "pip-fastapi-gpu", "requirements.txt");
        await BuildAsync("pip-fastapi-gpu", "Dockerfile");
        await BuildAsync("pip-fastapi-gpu", "Pattern.Dockerfile");
        var (ours, theirs) = (new List<double>(), new List<double>());

        for (var round = 0; round < 3; round++)
        {
            // A comment counts as well: to both patterns each round is a change of their requirements.
            await File.AppendAllTextAsync(requirements, round == 0 ? "sample_addition\n" : $"# {Guid.NewGuid()}\n");
            ours.Add(await BuildAsync("pip-fastapi-gpu", "Dockerfile"));
            theirs.Add(await BuildAsync("pip-fastapi-gpu", "Pattern.Dockerfile"));
        }

        var ratio = ours.Order().ElementAt(1) / theirs.Order().ElementAt(1);
        TestContext.Out.WriteLine($"{string.Join(" ", ours.Select(seconds => $"{seconds:F1}"))} s, with copied wheels {string.Join(" ", theirs.Select(seconds => $"{seconds:F1}"))} s: {ratio:F2}");
        Assert.That(ratio, Is.LessThanOrEqualTo(0.4));
    }

    /// <returns>Seconds.</returns>
    private async Task<double> BuildAsync(string variant, string dockerfile)
    {
        var started = Stopwatch.GetTimestamp();
        var arguments = string.Join(' ', _sources.Arguments("pip").Select(argument => $"'{argument}'"));
        var network = _connection.NeedsHostNetwork ? "--network=host" : "";
        await Shell.RunAsync(_connection, $"docker buildx build {network} {arguments} --load --file {dockerfile} --tag comparison-{dockerfile.ToLowerInvariant()} .", Path.Combine(_directory, variant));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // As the engine says it: with the containerd store what a registry would hold.
    private async Task<long> SizeAsync(string image) => long.Parse(await Shell.RunAsync(_connection, $"docker image inspect --format '{{{{.Size}}}}' {image}"));
}
