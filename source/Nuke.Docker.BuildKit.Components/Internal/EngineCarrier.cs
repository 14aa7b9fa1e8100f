using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Images.Sync;
using Nuke.Docker.BuildKit.Text;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Copies images with an engine that runs: it pulls, names and pushes them. It starts none.</summary>
internal sealed class EngineCarrier(IHazDockerEngine build) : IImageCarrier, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private EngineConnection? _connection;
    private bool _searched;

    /// <inheritdoc/>
    public async Task<string?> CarryAsync(string source, string destination, bool pull, CancellationToken cancellationToken)
    {
        // One after the other: the engine shares its layers between images.
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (await ConnectAsync(cancellationToken) is not { } connection)
                return null;
            using var client = new EngineClient(connection.Endpoint);
            var wasThere = await client.FindImageAsync(source, cancellationToken) is not null;
            if (!wasThere && !pull)
                return null;
            // The image of the engine may be older than that of the registry.
            if (pull)
            {
                await DockerTasks.DockerImagePullAsync(
                    Settings<DockerImagePullSettings>(connection).SetName(source), BuildLog.PrintDetail, cancellationToken: cancellationToken);
            }

            var before = await client.FindImageAsync(destination, cancellationToken);
            await TagAsync(connection, source, destination, cancellationToken);
            try
            {
                await DockerTasks.DockerImagePushAsync(
                    Settings<DockerImagePushSettings>(connection).SetName(destination), BuildLog.PrintDetail, cancellationToken: cancellationToken);
                var name = ImageReference.Parse(destination).FamiliarName;
                return (await client.FindImageAsync(destination, cancellationToken))?.RepoDigests?
                    .Where(digest => digest.StartsWith($"{name}@", StringComparison.Ordinal))
                    .Select(digest => digest[(name.Length + 1)..])
                    .FirstOrDefault() ?? "";
            }
            finally
            {
                if (before is not null)
                    await TagAsync(connection, before.ID, destination, CancellationToken.None);
                else
                    await RemoveNameAsync(connection, destination);
                if (!wasThere)
                    await RemoveNameAsync(connection, source);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<EngineConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_searched)
            return _connection;
        _searched = true;
        try
        {
            _connection = await EngineSession.Of(build).ConnectIfRunningAsync(cancellationToken);
        }
        catch (EngineNotFoundException none)
        {
            Log.Debug("{Reason:l}", none.Message);
        }

        return _connection;
    }

    private TSettings Settings<TSettings>(EngineConnection connection)
        where TSettings : DockerSettings<TSettings>, new() => new TSettings().SetWorkingDirectory(build.RootDirectory).UseEngine(connection);

    private async Task TagAsync(EngineConnection connection, string source, string target, CancellationToken cancellationToken) =>
        await DockerTasks.DockerImageTagAsync(
            Settings<DockerImageTagSettings>(connection).SetSource(source).SetTarget(target), BuildLog.PrintDetail, cancellationToken: cancellationToken);

    private async Task RemoveNameAsync(EngineConnection connection, string name) => await DockerTasks.DockerImageRmAsync(
        Settings<DockerImageRmSettings>(connection).AddImage(name), BuildLog.PrintDetail, requireSuccess: false, CancellationToken.None);
}
