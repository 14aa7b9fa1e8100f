using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using IntegrationTests.Answers;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builders;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;
using SealedInputs;

namespace IntegrationTests.Operations;

/// <summary>A remote builder with two nodes: the BuildKits of two private engines, each for one platform. They share a cache through a registry.</summary>
[Category("Operations")]
[NonParallelizable]
[Platform("Linux")]
internal sealed class BuilderSpecs
{
    private const string Amd = "linux/amd64";
    private const string Arm = "linux/arm64";

    private readonly List<string> _printed = [];
    private PrivateEngine _one = null!;
    private PrivateEngine _two = null!;
    private EngineConnection _connection = null!;
    private EngineConnection _other = null!;
    private BuildKitRelay _first = null!;
    private BuildKitRelay _second = null!;
    private LoopbackRegistry _registry = null!;
    private string _folder = null!;

    private DockerBuilder Farm => new("farm", BuilderDriver.Remote)
    {
        Nodes = [new(_first.Endpoint) { Platforms = [Amd] }, new(_second.Endpoint) { Name = "second", Platforms = [Arm] }],
    };

    private BuilderSetup Setup => new(_connection, _folder, Path.Combine(_folder, "builders"), (_, line) => _printed.Add(line));

    private string Tools => $"{_registry.Address}/tools:1";

    [OneTimeSetUp]
    public async Task Create()
    {
        (_one, _two) = (new PrivateEngine(), new PrivateEngine());
        _connection = await _one.Engine.StartAsync();
        _other = await _two.Engine.StartAsync();
        _folder = Directory.CreateTempSubdirectory("farm-").FullName;
        _first = new BuildKitRelay(Path.Combine(_folder, "1.sock"), _connection.Endpoint.Address);
        _second = new BuildKitRelay(Path.Combine(_folder, "2.sock"), _other.Endpoint.Address);
        _registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs);
        await HostToolsImage.ImportAsync(_connection, Tools, "bash", "sh", "cat", "sleep");
        await Shell.RunAsync(_connection, $"docker push {Tools}");
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        _first?.Dispose();
        _second?.Dispose();
        await (_registry?.DisposeAsync() ?? default);
        await (_one?.DisposeAsync() ?? default);
        await (_two?.DisposeAsync() ?? default);
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    [SetUp]
    public async Task Ensure()
    {
        _printed.Clear();
        await Setup.EnsureAsync(Farm, recreate: false, dryRun: false, default);
    }

    [Test]
    public async Task A_builder_is_created_completed_inspected_and_removed_as_described()
    {
        var again = await Setup.EnsureAsync(Farm, recreate: false, dryRun: false, default);
        var removed = await Setup.RemoveAsync(Farm, deletesState: false, dryRun: false, default);
        var dry = await Setup.EnsureAsync(Farm, recreate: false, dryRun: true, default);
        var one = await Setup.EnsureAsync(Farm with { Nodes = [Farm.Nodes[0]] }, recreate: false, dryRun: false, default);
        var two = await Setup.EnsureAsync(Farm with { Use = true }, recreate: false, dryRun: false, default);
        var started = await Setup.BootstrapAsync(Farm, default);
        var inspected = (await Setup.InspectAsync(["farm"], default)).Single();

        Assert.That((again, removed, dry, one, two), Is.EqualTo((0, true, 2, 1, 2)));
        Assert.That(started.Nodes.Select(node => (node.Name, node.Status)), Is.EqualTo(new[] { ("farm0", "running"), ("second", "running") }));
        Assert.That((inspected.Current, inspected.Nodes[1].Platforms[0], inspected.Nodes[1].GarbageRules.Count), Is.EqualTo((true, Arm, 4)));
        await Assert.ThatAsync(
            () => Setup.EnsureAsync(new("farm", BuilderDriver.DockerContainer), recreate: false, dryRun: false, default),
            Throws.TypeOf<DockerException>().With.Message.Contains("its driver is remote instead of docker-container"));
        await Assert.ThatAsync(
            () => Setup.RemoveAsync(new("farm", BuilderDriver.Kubernetes), deletesState: false, dryRun: false, default),
            Throws.TypeOf<DockerException>().With.Message.Contains("so that it is not removed"));
        await Assert.ThatAsync(
            () => Setup.EnsureAsync(new("nowhere", BuilderDriver.Docker), recreate: false, dryRun: false, default),
            Throws.TypeOf<DockerException>().With.Message.Contains("There is no docker context nowhere"));
    }

    [Test]
    public async Task A_configuration_that_changed_needs_a_new_builder()
    {
        var builder = new DockerBuilder("ci", BuilderDriver.DockerContainer)
        {
            Configuration = new() { MaxParallelism = 4, Registries = [new("a.example.com") { Http = true }] },
        };
        var changed = builder with { Configuration = builder.Configuration with { GarbagePolicies = [GarbagePolicy.Rest("10GB")] } };

        var created = await Setup.EnsureAsync(builder, recreate: false, dryRun: false, default);
        var same = await Setup.EnsureAsync(builder, recreate: false, dryRun: false, default);
        await Assert.ThatAsync(
            () => Setup.EnsureAsync(changed, recreate: false, dryRun: false, default),
            ThrowsFault.Of(DockerFaultKind.BuilderUnusable).With.Message.Contains("another buildkitd.toml"));
        var again = await Setup.EnsureAsync(changed, recreate: true, dryRun: false, default);
        var after = await Setup.EnsureAsync(changed, recreate: false, dryRun: false, default);
        var removed = await Setup.RemoveAsync(changed, deletesState: true, dryRun: false, default);

        Assert.That((created, same, again, after, removed), Is.EqualTo((1, 0, 2, 0, true)));
    }

    [Test]
    public async Task Each_platform_is_built_on_its_node_and_another_builder_uses_the_caches_of_both()
    {
        var context = Context("RUN cat /proc/self/mountinfo > /where\n");
        await BuildAsync(context, "farm", $"{Amd},{Arm}", _ => _.AddOutput(BuildOutput.Parse($"type=local,dest={_folder}/out")));
        foreach (var platform in new[] { Amd, Arm })
            await BuildAsync(context, "farm", platform, _ => _.AddCacheTo(new RegistryCacheTo(CacheOf(platform)) { Mode = CacheMode.Max }));

        await Setup.EnsureAsync(new("alone", BuilderDriver.Remote) { Nodes = [new(_first.Endpoint)] }, recreate: false, dryRun: false, default);
        var report = await BuildAsync(context, "alone", Arm, _ => _.AddCacheFrom(new RegistryCacheFrom(CacheOf(Arm))));

        Assert.That(await WhereAsync("linux_amd64"), Does.Contain(_one.Directory).And.Not.Contains(_two.Directory));
        Assert.That(await WhereAsync("linux_arm64"), Does.Contain(_two.Directory).And.Not.Contains(_one.Directory));
        var runs = report.Steps.Where(step => step.Instruction?.StartsWith("RUN", StringComparison.Ordinal) == true).ToList();
        Assert.That(runs, Has.Count.EqualTo(2));
        Assert.That(runs.Select(step => step.Result), Is.All.EqualTo(StepResult.Cached));

        Task<string> WhereAsync(string platform) => File.ReadAllTextAsync(Path.Combine(_folder, "out", platform, "where"));

        string CacheOf(string platform) => $"{_registry.Address}/cache:{platform.Replace('/', '-')}";
    }

    [Test]
    public void One_location_for_the_caches_of_both_nodes_is_a_warning()
    {
        var settings = Settings(Context("RUN : \n"), "farm", $"{Amd},{Arm}").AddCacheTo(new RegistryCacheTo($"{_registry.Address}/same:1"));

        var facts = BuildValidation.ReadFacts(settings, [settings]);
        var findings = BuildValidation.Validate(settings, [settings], ToolVersions.Unknown, facts);

        Assert.That((facts.Driver, facts.Nodes), Is.EqualTo(("remote", 2)));
        Assert.That(findings.Select(finding => finding.Problem), Has.Some.Contains("the builder has 2 nodes, and each writes the cache of its own platforms"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_node_that_is_killed_in_the_middle_comes_back_or_is_named(bool comesBack)
    {
        // The step waits only the first time on each node.
        var seconds = Random.Shared.Next(1000, 9000);
        var context = Context($"RUN --mount=type=cache,id={seconds},target=/m [ -e /m/seen ] || {{ : > /m/seen; exec /bin/sleep {seconds}; }}\n");
        var limits = comesBack ? new RecoveryLimits { Backoff = TimeSpan.FromSeconds(2) } : RecoveryLimits.Off;
        var build = BuildAsync(context, "farm", Arm, _ => _, limits);
        while (SleepImage.CountProcesses(seconds) == 0 && !build.IsCompleted)
            await Task.Delay(50);
        System.Diagnostics.Process.GetProcessById(await _two.ProcessIdAsync()).Kill();
        var revival = comesBack ? _two.Another().StartAsync() : null;

        if (comesBack)
        {
            var report = await build;
            Assert.That(report.Attempts.Count, Is.GreaterThan(1));
        }
        else
        {
            var failure = (await Assert.ThrowsAsync<DockerBuildException>(() => build))!;
            Assert.That(failure.Kind, Is.EqualTo(DockerFaultKind.EngineLost));
            Assert.That(failure.Message, Does.Contain($"Node second at {_second.Endpoint} of the builder farm does not respond; the other node does."));
            Assert.That(failure.Message, Does.Contain("docker buildx create --name farm --leave --node second"));
        }

        await (revival ?? _two.Another().StartAsync());
    }

    [Test]
    public async Task A_remote_BuildKit_with_TLS_is_reached_with_the_certificates_of_its_node_and_with_no_others()
    {
        using var authority = TestCertificate.Create("authority");
        using var stranger = TestCertificate.Create("stranger");
        using var server = TestCertificate.Create("buildkit.example", authority);
        using var relay = new BuildKitRelay(_connection.Endpoint.Address, new SslServerAuthenticationOptions
        {
            ServerCertificate = server,
            ClientCertificateRequired = true,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Issuer == authority.Subject,
        });
        var context = Context("RUN : \n");

        var trusted = new DockerBuilder("tls", BuilderDriver.Remote) { Nodes = [Node("mine", authority)] };
        await Setup.EnsureAsync(trusted, recreate: false, dryRun: false, default);
        var report = await BuildAsync(context, "tls", Amd, _ => _);
        var refused = new DockerBuilder("refused", BuilderDriver.Remote) { Nodes = [Node("others", stranger)] };
        await Setup.EnsureAsync(refused, recreate: false, dryRun: false, default);

        Assert.That(report.Steps, Has.Count.GreaterThanOrEqualTo(3));
        await Assert.ThatAsync(
            () => Setup.BootstrapAsync(refused, new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token),
            ThrowsFault.Of(DockerFaultKind.BuilderUnusable).With.Message.Contains("The builder refused did not start"));

        DockerBuilderNode Node(string name, X509Certificate2 issuer)
        {
            using var client = TestCertificate.Create("client", issuer);
            return new DockerBuilderNode(relay.Endpoint)
            {
                CaCertificate = Write($"{name}-ca.pem", issuer.ExportCertificatePem()),
                Certificate = Write($"{name}-cert.pem", client.ExportCertificatePem()),
                CertificateKey = Write($"{name}-key.pem", client.ExportKeyPem()),
                ServerName = "buildkit.example",
            };
        }

        string Write(string name, string text)
        {
            File.WriteAllText(Path.Combine(_folder, name), text);
            return Path.Combine(_folder, name);
        }
    }

    [Test]
    public async Task A_container_builder_starts_with_its_configuration_builds_and_is_removed_with_its_container()
    {
        using var relay = new BuildKitRelay(_other.Endpoint.Address, tls: null);
        var image = await StandInAsync(relay.Endpoint.Split(':')[^1]);
        var builder = new DockerBuilder("boxed", BuilderDriver.DockerContainer)
        {
            Configuration = new() { MaxParallelism = 3 },
            DriverOptions = ImmutableSortedDictionary<string, string>.Empty.Add("image", image).Add("network", "host"),
        };

        await Setup.EnsureAsync(builder, recreate: false, dryRun: false, default);
        var started = await Setup.BootstrapAsync(builder, default);
        var configuration = await Shell.RunAsync(_connection, "docker exec buildx_buildkit_boxed0 cat /etc/buildkit/buildkitd.toml");
        var report = await BuildAsync(Context("RUN : \n"), "boxed", Amd, _ => _);
        await Setup.RemoveAsync(builder, deletesState: true, dryRun: false, default);
        var left = await Shell.RunAsync(_connection, "docker ps -aq --filter name=buildx_buildkit_boxed; docker volume ls -q");

        Assert.That((started.Nodes.Single().Status, report.Steps.Count >= 3, left.Trim()), Is.EqualTo(("running", true, "")));
        Assert.That(configuration, Does.Contain("max-parallelism = 3"));
    }

    // Stand-in for moby/buildkit: its buildctl connects to the BuildKit of the second engine. The container and the commands in it are real.
    private async Task<string> StandInAsync(string port)
    {
        var image = $"{_registry.Address}/buildkit:stand-in";
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "stand-in")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Dockerfile"),
            $"""
            FROM {Tools}
            COPY --chmod=755 <<EOF /bin/buildkitd
            #!/bin/sh
            exec /bin/sleep infinity
            EOF
            COPY --chmod=755 <<EOF /bin/buildctl
            #!/bin/bash
            [ "\$1" = dial-stdio ] || exit 0
            exec 3<>/dev/tcp/127.0.0.1/{port}
            cat <&3 &
            cat >&3
            EOF
            ENTRYPOINT ["/bin/buildkitd"]

            """);
        await Shell.RunAsync(_connection, $"docker buildx build --builder default --network host -q --push -t {image} .", folder);
        return image;
    }

    private string Context(string run)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllText(
            Path.Combine(folder, "Dockerfile"),
            $"FROM --platform=$BUILDPLATFORM {Tools} AS build\nARG TARGETPLATFORM\nRUN echo $TARGETPLATFORM > /where\n{run}"
            + "FROM scratch\nCOPY --from=build /where /\n");
        return folder;
    }

    // These engines have no bridge.
    private BuildxBuildSettings Settings(string context, string builder, string platforms) =>
        AnswerProcess.In(new BuildxBuildSettings(), _connection, _folder)
            .SetContext(context).SetBuilder(builder).SetNetwork("host").AddAllow("network.host")
            .AddPlatform(platforms.Split(',').Select(name => new Platform(name)));

    private Task<BuildReport> BuildAsync(
        string context,
        string builder,
        string platforms,
        Func<BuildxBuildSettings, BuildxBuildSettings> configure,
        RecoveryLimits? limits = null) =>
        BuildxTasks.BuildxBuildAsync(
            configure(Settings(context, builder, platforms)),
            new BuildxBuildOptions
            {
                Recovery = limits ?? new RecoveryLimits(),
                Print = (level, line) => TestContext.Out.WriteLine($"{level}: {line}"),
            });
}
