using System.Text.Json;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using SealedInputs;

namespace IntegrationTests.Faults;

/// <summary>A project whose cache is in a registry with a configured fault.</summary>
[Platform("Linux")]
public abstract class RegistryFaultFixture
{
    private readonly PrivateEngine _engine = new();
    private LoopbackRegistry _registry = null!;

    private protected FaultBench Bench { get; private set; } = null!;

    private protected FaultyRegistry Faulty { get; private set; } = null!;

    /// <summary>The tag of the cache, unique to this project.</summary>
    protected string Tag => Bench.Image.Split(':')[1];

    [OneTimeSetUp]
    public async Task StartRegistry() => _registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs);

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _engine.DisposeAsync();
        if (_registry is not null)
            await _registry.DisposeAsync();
    }

    [SetUp]
    public async Task Create()
    {
        Bench = await FaultBench.CreateAsync(_engine);
        Faulty = new FaultyRegistry(_registry.Address);
    }

    [TearDown]
    public async Task Delete()
    {
        await Faulty.DisposeAsync();
        await Bench.DisposeAsync();
    }

    /// <summary>Reads the cache from an address and writes none.</summary>
    protected Task<BuildReport> ImportAsync(string address, RecoveryLimits? limits = null, Func<DockerFault, CancellationToken, Task<bool>>? returned = null) =>
        Bench.BuildAsync(settings => settings with { CacheFrom = [new RegistryCacheFrom($"{address}/cache:{Tag}")], CacheTo = [] }, limits, returned);

    /// <summary>Restarts the engine, which may still wait for a registry after the build has ended.</summary>
    protected async Task<bool> RestartAsync(DockerFault fault, CancellationToken cancellationToken)
    {
        await _engine.Engine.StopAsync(cancellationToken: cancellationToken);
        await _engine.Engine.StartAsync(cancellationToken);
        return true;
    }

    /// <summary>Writes the cache to an address and reads none.</summary>
    protected Task<BuildReport> ExportAsync(string address, RecoveryLimits? limits = null, bool? ignoreError = null) =>
        Bench.BuildAsync(
            settings => settings with
            {
                CacheFrom = [],
                CacheTo = [new RegistryCacheTo($"{address}/cache:{Tag}") { Mode = CacheMode.Max, IgnoreError = ignoreError }],
            },
            limits);

    /// <summary>Digests of the cache in the registry: its configuration and its layers.</summary>
    protected async Task<(string Description, IReadOnlyList<string> Layers)> BlobsAsync()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{_registry.Address}/v2/cache/manifests/{Tag}"));
        request.Headers.Add("Accept", "application/vnd.oci.image.manifest.v1+json");
        using var answer = await client.SendAsync(request);
        using var manifest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (Digest(manifest.RootElement.GetProperty("config")), [.. manifest.RootElement.GetProperty("layers").EnumerateArray().Select(Digest)]);

        static string Digest(JsonElement blob) => blob.GetProperty("digest").GetString()!;
    }

    /// <summary>Pushes a cache that the next build needs, because the engine has no layers and a later step changes.</summary>
    protected async Task FillAsync()
    {
        await ExportAsync(_registry.Address);
        await Bench.ForgetAsync();
        Bench.ChangeCode();
    }
}
