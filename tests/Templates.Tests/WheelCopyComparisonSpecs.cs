using System.Diagnostics;
using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace Templates.Tests;

/// <summary>Compares the images of the templates with the usual pattern, which copies the wheels from the first stage to the second.</summary>
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
        // Half of the unpacked size of torch for a CPU: without it, the test would only compare how pip starts.
        _sources = await SealedSources.PrepareAsync(
            _connection,
            TestEngine.SealedInputs,
            TestContext.Progress.WriteLine,
            ballast: FullRun.IsRequested ? 400 : 0);
        _directory = Directory.CreateTempSubdirectory("comparison-").FullName;
        await Shell.RunAsync(_connection, $"cp -R '{Path.Combine(WrittenTemplates.Root, "python-service")}/.' .", _directory);
        foreach (var variant in Directory.GetDirectories(_directory))
        {
            await File.WriteAllTextAsync(Path.Combine(variant, "Pattern.Dockerfile"), Pattern);
            _sources.Name(variant, ManagerOf(variant));
        }
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

    [TestCaseSource(nameof(Compared))]
    public async Task An_image_has_at_most_95_hundredths_of_the_size(string packageManager, string framework)
    {
        await BuildAsync($"{packageManager}-{framework}", "Dockerfile");
        await BuildAsync($"pip-{framework}", "Pattern.Dockerfile");

        var (ours, theirs) = (await SizeAsync("comparison-dockerfile"), await SizeAsync("comparison-pattern.dockerfile"));
        var common = await SizeAsync(_sources.PythonImage ?? "python:3.13-slim");
        var (whole, own, least) = ((double)ours / theirs, (double)(ours - common) / (theirs - common), (double)common / theirs);

        TestContext.Out.WriteLine(
            $"{packageManager} {framework}: {ours / 1e6:F1} MB, with copied wheels {theirs / 1e6:F1} MB: {whole:F3}; "
            + $"without the base image {own:F3}; the base image alone {least:F3}");
        Assert.That(own, Is.LessThanOrEqualTo(0.95));
        // Flask is so small that the base image alone is larger than the limit.
        if (least < 0.95)
            Assert.That(whole, Is.LessThanOrEqualTo(0.95));
    }

    [Test]
    public async Task Adding_a_small_dependency_beside_a_big_one_takes_at_most_four_tenths_of_the_time()
    {
        FullRun.Require("Takes minutes.");
        const string variant = "pip-fastapi-gpu";
        var requirements = Path.Combine(_directory, variant, "requirements.txt");
        // The build is new, so that the steps of earlier runs are not cached.
        foreach (var dockerfile in new[] { "Dockerfile", "Pattern.Dockerfile" }.Select(name => Path.Combine(_directory, variant, name)))
            await File.WriteAllTextAsync(
                dockerfile,
                (await File.ReadAllTextAsync(dockerfile)).Replace(
                    "\nWORKDIR /app\n",
                    $"\nWORKDIR /app\nRUN echo {Guid.NewGuid():N} > /run-of-tests\n",
                    StringComparison.Ordinal));
        await BuildAsync(variant, "Dockerfile");
        await BuildAsync(variant, "Pattern.Dockerfile");
        var ratios = new List<double>();

        foreach (var added in StandInLibraries.Small)
        {
            await File.AppendAllTextAsync(requirements, $"{added}\n");
            var (ours, log) = await BuildAsync(variant, "Dockerfile");
            var (theirs, _) = await BuildAsync(variant, "Pattern.Dockerfile");
            ratios.Add(ours / theirs);
            TestContext.Out.WriteLine($"{added}: {ours:F1} s, with copied wheels {theirs:F1} s: {ours / theirs:F2}");

            await Shell.RunAsync(_connection, $"docker run --rm {Network} --entrypoint python comparison-dockerfile -c 'import {added}, torch, fastapi'");
            Assert.That(
                PlainLog.StepsThatRan(log)
                    .Where(step => step.Contains("/heavy/*.whl", StringComparison.Ordinal) || step.Contains("--wheel-dir /heavy", StringComparison.Ordinal)),
                Is.Empty);
        }

        Assert.That(ratios.Order().ElementAt(ratios.Count / 2), Is.LessThanOrEqualTo(0.4), "the median of the rounds");
    }

    private static IEnumerable<string[]> Compared => FullRun.IsRequested
        ? from packageManager in new[] { "pip", "uv", "poetry" } from framework in new[] { "fastapi", "flask" } select new[] { packageManager, framework }
        : [["pip", "fastapi"]];

    private string Network => _connection.NeedsHostNetwork ? "--network=host" : "";

    private static string ManagerOf(string variant) => Path.GetFileName(variant).Split('-')[0];

    private async Task<(double Seconds, string Log)> BuildAsync(string variant, string dockerfile)
    {
        var started = Stopwatch.GetTimestamp();
        var arguments = string.Join(' ', _sources.Arguments(ManagerOf(variant)).Select(argument => $"'{argument}'"));
        var log = await Shell.RunAsync(
            _connection,
            $"docker buildx build --progress=plain {Network} {arguments} --load --file {dockerfile} --tag comparison-{dockerfile.ToLowerInvariant()} .",
            Path.Combine(_directory, variant));
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, log);
    }

    // The size that the engine reports: with the containerd store, the size in a registry.
    private async Task<long> SizeAsync(string image) => long.Parse(await Shell.RunAsync(_connection, $"docker image inspect --format '{{{{.Size}}}}' {image}"));
}
