using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Containers;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The containers of a build class: those of its compose project, or one for each image.</summary>
/// <param name="build">The build class.</param>
/// <param name="connection">The engine.</param>
internal abstract class ProjectContainers(IDockerUp build, EngineConnection connection) : IDisposable
{
    // Stopping a container takes up to 10 seconds.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    private readonly EngineClient _client = new(connection.Endpoint, s_timeout);

    protected IDockerUp Build { get; } = build;

    protected EngineConnection Connection { get; } = connection;

    protected EngineClient Client => _client;

    protected EngineContainers Engine => new(_client);

    /// <summary>Builds, and starts the containers.</summary>
    public async Task<IReadOnlyList<ContainerSnapshot>> UpAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        if (Build.DockerDryRun)
            return [];
        var containers = await WaitAsync(cancellationToken);
        foreach (var container in containers.Where(container => container.Addresses.Count > 0))
            Log.Information("{Container:l}: {Addresses:l}", container.Name, string.Join(", ", container.Addresses));
        return containers;
    }

    /// <summary>Stops and removes the containers.</summary>
    /// <param name="dryRun">True to print them only.</param>
    /// <param name="volumes">True to delete the volumes of a compose project as well.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public abstract Task DownAsync(bool dryRun, bool volumes, CancellationToken cancellationToken);

    /// <exception cref="InvalidSettingException">There are volumes to delete.</exception>
    public virtual void RefuseVolumes()
    {
    }

    /// <summary>Restarts the containers.</summary>
    public async Task<IReadOnlyList<ContainerSnapshot>> RestartAsync(CancellationToken cancellationToken)
    {
        var containers = await ListAsync(cancellationToken);
        if (containers.Count == 0)
            Log.Information("No containers exist. {Command:l} starts them", Build.CommandOf(nameof(IDockerUp.DockerUp)));
        foreach (var container in containers)
        {
            Log.Information(Build.DockerDryRun ? "Would restart {Container:l}" : "Restarting {Container:l}", container.Name);
            if (!Build.DockerDryRun)
                await Engine.RestartAsync(container.Id, cancellationToken);
        }

        return Build.DockerDryRun || containers.Count == 0 ? containers : await WaitAsync(cancellationToken);
    }

    /// <summary>Prints the output of the containers.</summary>
    /// <param name="follow">True to print new output until it is canceled.</param>
    /// <param name="tail">The number of lines of each container.</param>
    /// <param name="cancellationToken">Stops printing.</param>
    public abstract Task LogsAsync(bool follow, int tail, CancellationToken cancellationToken);

    /// <summary>Updates the containers on each change of a file until it is canceled.</summary>
    public abstract Task WatchAsync(CancellationToken cancellationToken);

    public void Dispose()
    {
        _client.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Builds the images, and starts the containers without waiting for them.</summary>
    protected abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Lists the containers that the targets of this run are about.</summary>
    protected abstract Task<IReadOnlyList<ContainerSnapshot>> ListAsync(CancellationToken cancellationToken);

    protected ContainerWait Wait => new(
        ListAsync,
        Engine.TailAsync,
        line => Log.Information("{Line:l}", line),
        $"{Build.CommandOf(nameof(IDockerUp.DockerLogs))} prints more; {Build.CommandOf(nameof(IDockerUp.DockerDown))} removes the containers.",
        TimeProvider.System);

    protected static void LogChange(string name, BuildReport report, string then) => LogChange(name, ImageChange.Of(report), then);

    // Cached steps don't say why a container is replaced.
    protected static void LogReplacement(string name, BuildReport report, string ifCached)
    {
        var change = ImageChange.Of(report);
        LogChange(name, change, change.Kind == ImageChangeKind.Nothing ? ifCached : "its container is replaced");
    }

    private static void LogChange(string name, ImageChange change, string then) =>
        Log.Information("{Name:l}: {Change:l}; {Then:l}", name, change.Text, then);

    // The lines of a program, without the time and level of the build's log.
    protected static void Print(OutputLine line) => BuildLog.Console.WriteLine(CredentialShapes.Redact(line.Text));

    protected T WithEngine<T>(T settings)
        where T : DockerSettings =>
        settings.SetWorkingDirectory(Build.RootDirectory).UseEngine(Connection);

    private Task<IReadOnlyList<ContainerSnapshot>> WaitAsync(CancellationToken cancellationToken) =>
        Wait.ForReadyAsync(TimeSpan.FromSeconds(Build.DockerUpTimeout), cancellationToken);
}
