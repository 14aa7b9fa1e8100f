using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;
using SealedInputs;

namespace IntegrationTests.Faults;

/// <summary>An engine that dies, restarts, loses layers or is full. Each test has its own engine.</summary>
[Category("Faults")]
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EngineFaultSpecs
{
    private FaultBench _bench = null!;

    [SetUp]
    public async Task Create() => _bench = await FaultBench.CreateAsync();

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [Test]
    public async Task An_engine_that_is_killed_during_the_build_is_started_again_and_the_build_goes_on()
    {
        var step = new HeldStep(_bench);
        var build = _bench.BuildAsync(returned: StartAgainAsync);
        await step.BeginsAsync();

        await KillAsync();
        await step.LetGoUntilAsync(build);
        var report = await build;

        Assert.That(report.Attempts[^1].Rung, Is.EqualTo(RecoveryRung.EngineReturned));
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_engine_that_restarts_during_the_build_is_waited_for()
    {
        var step = new HeldStep(_bench);
        var build = _bench.BuildAsync();
        await step.BeginsAsync();

        await _bench.Engine.Engine.StopAsync();
        await _bench.Engine.Engine.StartAsync();
        await step.LetGoUntilAsync(build);
        var report = await build;

        Assert.That(report.Attempts.Select(attempt => attempt.Rung), Does.Contain(RecoveryRung.EngineReturned));
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_engine_that_stays_away_is_told()
    {
        var step = new HeldStep(_bench);
        var build = _bench.BuildAsync(limits: new RecoveryLimits { EngineWait = TimeSpan.FromSeconds(1) });
        await step.BeginsAsync();

        await KillAsync();
        await step.LetGoUntilAsync(build);
        var failure = (await Assert.CatchAsync<DockerBuildException>(() => build))!;

        Assert.That(failure.Kind, Is.EqualTo(DockerFaultKind.EngineLost).Or.EqualTo(DockerFaultKind.EngineUnavailable), failure.Message);
        Assert.That(failure.Message, Does.Contain("the engine did not respond within"));
    }

    [Test]
    public async Task A_prune_during_the_build_costs_nothing_but_time()
    {
        await _bench.BuildAsync();
        await _bench.ForgetAsync();
        _bench.ChangeCode();
        var step = new HeldStep(_bench);
        var build = _bench.BuildAsync();
        await step.BeginsAsync();

        await Shell.RunAsync(_bench.Connection, "docker buildx prune -af >/dev/null; docker image prune -af >/dev/null");
        await step.LetGoUntilAsync(build);
        var report = await build;

        Assert.That(report.ExitCode, Is.Zero);
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task Builds_after_a_prune_find_their_layers_or_make_them()
    {
        await _bench.BuildAsync();

        for (var round = 0; round < (FullRun.IsRequested ? 40 : 3); round++)
        {
            _bench.ChangeCode();
            await Shell.RunAsync(_bench.Connection, "docker buildx prune -af >/dev/null");
            await _bench.BuildAsync();
            await _bench.AssertImageIsRightAsync();
        }
    }

    [Test]
    public async Task A_cache_folder_that_is_full_costs_the_cache_and_not_the_image()
    {
        await using var mount = await SmallDisk.MountAsync(_bench.Connection, _bench.Cache, "size=200k");

        var report = await _bench.BuildAsync();

        Assert.That(report.ExitCode, Is.Zero);
        Assert.That(string.Join('\n', _bench.Printed), Does.Contain("no space left").IgnoreCase);
        Assert.That(report.CacheNotWritten, Is.True);
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_cache_folder_that_can_only_be_read_costs_the_cache_and_not_the_image()
    {
        await using var mount = await SmallDisk.MountAsync(_bench.Connection, _bench.Cache, "size=200k,ro");

        var report = await _bench.BuildAsync();

        Assert.That(report.ExitCode, Is.Zero);
        Assert.That(report.CacheExports.Single().Error, Does.Contain("cannot be written"));
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_disk_of_the_engine_that_is_full_is_told_with_a_cure_after_one_attempt()
    {
        var folder = Directory.CreateTempSubdirectory("engine-").FullName;
        var connection = _bench.Connection;
        await using var mount = await SmallDisk.MountAsync(connection, folder, "size=160m,mode=700");
        await using var small = await FaultBench.CreateAsync(new PrivateEngine(Directory.CreateDirectory(Path.Combine(folder, "engine")).FullName));
        try
        {
            await File.AppendAllTextAsync(Path.Combine(small.Context, "Dockerfile"), "RUN cat /dev/zero > /big\n");

            var failure = (await Assert.CatchAsync<DockerBuildException>(() => small.BuildAsync()))!;

            Assert.That(failure.Kind, Is.EqualTo(DockerFaultKind.DiskFull), failure.Message);
            Assert.That(failure.Fault.Cure, Does.Contain("docker system df").And.Contain("--no-cache does not help"));
            Assert.That(failure.Fault.Tried, Is.Null);
        }
        finally
        {
            await small.Engine.DisposeAsync();
        }
    }

    [Test]
    [Slow]
    public async Task A_registry_that_hangs_after_all_and_blocks_the_engine_is_got_over()
    {
        await using var registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs);
        await using var faulty = new FaultyRegistry(registry.Address) { Fault = RegistryFault.Hang };
        var limits = new RecoveryLimits { RegistryTimeout = null, ImportStall = TimeSpan.FromSeconds(4) };

        var report = await _bench.BuildAsync(_ => _ with { CacheFrom = [new RegistryCacheFrom($"{faulty.Address}/cache:1")] }, limits, StartAgainAsync);

        Assert.That(
            report.Attempts.Select(attempt => attempt.Rung),
            Is.EqualTo([RecoveryRung.First, RecoveryRung.WithoutImport, RecoveryRung.EngineReturned]),
            string.Join((char)10, _bench.Printed));
        await _bench.AssertImageIsRightAsync();
    }

    private async Task<bool> StartAgainAsync(DockerFault fault, CancellationToken cancellationToken)
    {
        if (!fault.MayPass)
            await _bench.Engine.Engine.StopAsync(cancellationToken: cancellationToken);
        await _bench.Engine.Engine.StartAsync(cancellationToken);
        return true;
    }

    private async Task KillAsync()
    {
        using var process = System.Diagnostics.Process.GetProcessById(await _bench.Engine.ProcessIdAsync());
        process.Kill();
        await process.WaitForExitAsync();
    }
}
