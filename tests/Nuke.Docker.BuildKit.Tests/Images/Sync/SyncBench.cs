using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Images;
using Nuke.Docker.BuildKit.Images.Sync;
using Nuke.Docker.BuildKit.Registries;
using Nuke.Docker.BuildKit.Tests.Registries;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Images.Sync;

/// <summary>Two stand-ins for registries, and synchronizations between them.</summary>
internal sealed class SyncBench : IDisposable
{
    private readonly TemporaryDirectory _configuration = new();

    public StandInRegistry Source { get; } = new();

    public StandInRegistry Destination { get; } = new();

    public TransferLimit Limit { get; private set; } = null!;

    /// <summary>The time for which a registry may be silent.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The number of attempts.</summary>
    public int Attempts { get; set; } = 20;

    /// <summary>Writes docker's configuration with logins.</summary>
    public void Configure(string json) => File.WriteAllText(Path.Combine(_configuration.Path, "config.json"), json);

    public ImageCopy Copy(string source) => new($"{Source.Name}/{source}", Destination.Name);

    public Task<IReadOnlyList<SyncImage>> RunAsync(params string[] sources) => RunAsync(Options([.. sources.Select(Copy)]));

    public static SyncOptions Options(params ImageCopy[] copies) => new() { Copies = copies };

    public async Task<IReadOnlyList<SyncImage>> RunAsync(SyncOptions options, IImageCarrier? engine = null, CancellationToken cancellationToken = default)
    {
        Limit = new TransferLimit(options.Connections, 1_000_000_000);
        using var registries = new RegistryConnections(
            new RegistryOptions
            {
                Credentials = new RegistryCredentials(new Dictionary<string, string> { ["DOCKER_CONFIG"] = _configuration.Path }),
                Limit = Limit,
                Timeout = Timeout,
                Retry = new RetrySchedule { Attempts = Attempts, First = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(5) },
            },
            cancellationToken);
        using var run = new SyncRun(registries, options, engine, _ => { });
        await run.RunAsync(cancellationToken);
        return run.Images;
    }

    public void Dispose()
    {
        Source.Dispose();
        Destination.Dispose();
        _configuration.Dispose();
    }
}
