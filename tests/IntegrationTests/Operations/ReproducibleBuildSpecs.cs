using IntegrationTests.Answers;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;
using SealedInputs;

namespace IntegrationTests.Operations;

/// <summary>The same input, built on two engines at different times, by the driver docker and by a remote builder.</summary>
[Category("Operations")]
[NonParallelizable]
[Platform("Linux")]
internal sealed class ReproducibleBuildSpecs
{
    private const long Time = 1_700_000_000;
    private const string Base = "acme/tools:1";

    private PrivateEngine _one = null!;
    private PrivateEngine _two = null!;
    private EngineConnection _first = null!;
    private EngineConnection _second = null!;
    private LoopbackRegistry _registry = null!;
    private string _folder = null!;

    private string Tag => $"{_registry.Address}/acme/app:1";

    [OneTimeSetUp]
    public async Task Create()
    {
        _folder = Directory.CreateTempSubdirectory("reproducible-").FullName;
        (_one, _two) = (new PrivateEngine(), new PrivateEngine());
        (_first, _second) = (await _one.Engine.StartAsync(), await _two.Engine.StartAsync());
        _registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs, Path.Combine(_folder, "registry"));
        await HostToolsImage.ImportAsync(_first, Base, "sh", "cat", "mkdir");
        await Shell.RunAsync(_first, $"docker image save {Base} -o {_folder}/base.tar");
        await Shell.RunAsync(_second, $"docker image load -q -i {_folder}/base.tar");
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        await (_registry?.DisposeAsync() ?? default);
        await (_one?.DisposeAsync() ?? default);
        await (_two?.DisposeAsync() ?? default);
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Two_engines_build_and_push_one_digest_and_without_it_two()
    {
        var loaded = await BuildAsync(_first, _ => Reproducible(_));
        var id = await IdAsync(_first);
        var different = await BuildAsync(_first, _ => _);
        using var relay = new BuildKitRelay(Path.Combine(_folder, "2.sock"), _second.Endpoint.Address);
        await Shell.RunAsync(_second, $"docker buildx create --name far --driver remote {relay.Endpoint}");

        var pushed = await BuildAsync(_second, _ => Reproducible(_.EnablePush()));
        var digest = await PushedAsync();
        var differentToo = await BuildAsync(_second, _ => _);
        var far = await BuildAsync(_second, _ => Reproducible(_.SetBuilder("far").AddAllow("network.host")));
        var farId = await IdAsync(_second);

        Assert.That(loaded, Is.Not.Null.And.EqualTo(id));
        Assert.That((pushed, digest), Is.EqualTo((loaded, loaded)));
        Assert.That((far, farId), Is.EqualTo((loaded, loaded)));
        Assert.That(new[] { loaded, different, differentToo }, Is.Unique);
    }

    [Test]
    public async Task An_unchanged_build_is_skipped_and_another_time_is_named_as_the_cause()
    {
        await BuildAsync(_first, _ => Reproducible(_) with { NoCache = null }, skips: true);
        var again = await BuildReportAsync(_first, _ => Reproducible(_) with { NoCache = null }, skips: true);
        var later = await BuildReportAsync(_first, _ => ReproducibleBuild.Apply(_, Time + 1) with { NoCache = null }, skips: true);

        Assert.That(again.Notes, Has.One.StartsWith("Nothing has changed"));
        Assert.That(later.Causes.Select(cause => cause.Sentence), Has.Some.Contains("SOURCE_DATE_EPOCH"));
    }

    private static BuildxBuildSettings Reproducible(BuildxBuildSettings settings) => ReproducibleBuild.Apply(settings, Time);

    private async Task<string?> BuildAsync(EngineConnection engine, Func<BuildxBuildSettings, BuildxBuildSettings> configure, bool skips = false) =>
        (await BuildReportAsync(engine, configure, skips)).Result.Digest;

    // The files of each context have other times.
    private async Task<BuildReport> BuildReportAsync(EngineConnection engine, Func<BuildxBuildSettings, BuildxBuildSettings> configure, bool skips)
    {
        var context = Path.Combine(_folder, skips ? "context" : Guid.NewGuid().ToString("N"));
        if (!Directory.Exists(context))
        {
            Directory.CreateDirectory(context);
            await File.WriteAllTextAsync(Path.Combine(context, "app.txt"), "app");
            await File.WriteAllTextAsync(
                Path.Combine(context, "Dockerfile"),
                $"FROM {Base}\nCOPY app.txt /\nWORKDIR /work\nRUN mkdir made && cat /app.txt > made/app.txt\n");
        }

        var settings = AnswerProcess.In(new BuildxBuildSettings(), engine, _folder).SetContext(context).SetNetwork("host").AddTag(Tag).EnableNoCache();
        var probe = engine.Connect();
        var ledger = new LedgerOptions
        {
            Directory = Path.Combine(_folder, "ledger"),
            EngineId = (await probe.InfoAsync()).Id,
            BuilderDriver = "docker",
            Skip = skips,
        };
        return await BuildxTasks.BuildxBuildAsync(
            configure(settings),
            new BuildxBuildOptions
            {
                Image = "acme/app",
                Engine = probe,
                EngineName = "docker",
                Ledger = ledger,
                Print = (level, line) => TestContext.Out.WriteLine($"{level}: {line}"),
            });
    }

    private async Task<string?> IdAsync(EngineConnection engine) => (await engine.Connect().FindImageAsync(Tag))?.Id;

    private async Task<string> PushedAsync()
    {
        using var images = new RegistryImages(_registry.Address);
        return (await images.DigestAsync("acme/app", "1"))!;
    }
}
