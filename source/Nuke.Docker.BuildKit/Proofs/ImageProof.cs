using System.Security.Cryptography;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Proofs.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Proofs;

/// <summary>
/// Proves that a change of a Dockerfile or ignore file changes only what it intends: builds before and after, compares and starts the images.
/// </summary>
internal sealed class ImageProof : IAsyncDisposable
{
    private const int Shown = 3;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly EngineConnection _connection;
    private readonly EngineClient _client;
    private readonly TimeSpan _startTime;
    private readonly Action<string> _progress;
    private readonly string _folder = Directory.CreateTempSubdirectory("docker-proof-").FullName;
    private readonly Dictionary<string, Built> _built = [];

    /// <summary>Prepares proofs on an engine.</summary>
    /// <param name="connection">The engine.</param>
    /// <param name="progress">Called with each step.</param>
    /// <param name="startTime">How long a container runs until it counts as started; <c>null</c> for 5 seconds.</param>
    /// <exception cref="NotSupportedException">The endpoint of the engine is <c>ssh://</c>.</exception>
    public ImageProof(EngineConnection connection, Action<string>? progress = null, TimeSpan? startTime = null)
    {
        _connection = connection;
        _client = new EngineClient(connection.Endpoint, s_patience);
        _startTime = startTime ?? TimeSpan.FromSeconds(5);
        _progress = progress ?? (_ => { });
    }

    /// <summary>Returns the unintended differences of all images; <c>null</c> if there are none.</summary>
    /// <param name="builds">The images.</param>
    /// <param name="before">The current texts.</param>
    /// <param name="after">The changed texts.</param>
    /// <param name="changes">The intended changes.</param>
    /// <param name="cancellationToken">Cancels the builds.</param>
    /// <exception cref="DockerBuildException">An image cannot be built from the current texts.</exception>
    public async Task<string?> DifferenceAsync(
        IReadOnlyList<ProofBuild> builds, ProofText before, ProofText after, ImageChanges changes, CancellationToken cancellationToken = default)
    {
        foreach (var build in builds)
        {
            var old = await BuildAsync(build, before, cancellationToken);
            Built now;
            try
            {
                now = await BuildAsync(build, after, cancellationToken);
            }
            catch (DockerBuildException failure) when (failure.Kind != DockerFaultKind.Canceled)
            {
                return $"{build.Name} no longer builds: {failure.Message.Split('\n')[0].Trim()}";
            }

            var differences = ImageComparison.Between(old.Snapshot, now.Snapshot, changes);
            if (differences.Count > 0)
            {
                var more = differences.Count > Shown ? $", and {differences.Count - Shown} more differences" : "";
                return $"{build.Name}: {string.Join(", ", differences.Take(Shown))}{more}";
            }

            if (build.Start && (await StartAsync(old, cancellationToken)).DifferenceTo(await StartAsync(now, cancellationToken)) is { } difference)
                return $"{build.Name}: {difference}";
        }

        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var built in _built.Values)
        {
            try
            {
                await _client.Api.Images.DeleteImageAsync(built.Tag, new ImageDeleteParameters { Force = true });
            }
            catch (Exception left) when (left is DockerApiException or HttpRequestException or TimeoutException)
            {
                _progress($"The image {built.Tag} could not be removed: {left.Message}");
            }
        }

        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<StartOutcome> StartAsync(Built built, CancellationToken cancellationToken) =>
        built.Start ??= await ContainerStart.RunAsync(_client, built.Tag, _startTime, cancellationToken);

    private async Task<Built> BuildAsync(ProofBuild build, ProofText text, CancellationToken cancellationToken)
    {
        var identity = string.Join('\0', build.Name, build.Settings.Context, build.Settings.Target, text.Dockerfile, text.Ignore);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16];
        if (_built.TryGetValue(key, out var known))
            return known;
        _progress($"{build.Name}: building variant {_built.Count + 1}");
        var folder = Directory.CreateDirectory(Path.Combine(_folder, key)).FullName;
        var file = Path.Combine(folder, "Dockerfile");
        await File.WriteAllTextAsync(file, text.Dockerfile, cancellationToken);
        // It precedes the one in the context, even if it is empty.
        await File.WriteAllTextAsync($"{file}.dockerignore", text.Ignore, cancellationToken);
        var tag = $"docker-proof:{key}";
        var settings = build.Settings.SetFile(file) with
        {
            Tag = [ImageReference.Parse(tag)], Output = null, Push = null, Load = true, CacheTo = null, MetadataFile = null, Iidfile = null,
            Attest = null, Provenance = null, Sbom = null,
        };
        await BuildxTasks.BuildxBuildAsync(settings, cancellationToken: cancellationToken);
        return _built[key] = new Built(tag, await SnapshotReader.ReadAsync(_client, tag, cancellationToken));
    }

    private sealed class Built(string tag, ImageSnapshot snapshot)
    {
        public string Tag { get; } = tag;

        public ImageSnapshot Snapshot { get; } = snapshot;

        public StartOutcome? Start { get; set; }
    }
}
