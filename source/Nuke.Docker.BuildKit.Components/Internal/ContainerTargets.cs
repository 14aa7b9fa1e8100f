using Nuke.Docker.BuildKit.Containers;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The work of the targets of <see cref="IDockerUp"/>.</summary>
internal static class ContainerTargets
{
    /// <summary>The parameters that <c>DockerUp</c> reads: its own, and those of the builds that it starts.</summary>
    public static IEnumerable<string> ParametersOfUp { get; } =
    [
        .. ComponentParameter.NamesFrom(typeof(IDockerUp)).Concat(ComponentParameter.NamesFrom(typeof(IDockerBuild)))
            .Concat(MountRestore.Parameters).Distinct(StringComparer.Ordinal)
            .Except(
            [
                nameof(IDockerUp.DockerLogsFollow), nameof(IDockerUp.DockerLogsTail), nameof(IDockerUp.DockerDownVolumes), nameof(IHazDockerDryRun.DockerYes),
            ]),
    ];

    public static Task<IReadOnlyList<ContainerSnapshot>> UpAsync(IDockerUp build) => RunAsync(build, async (containers, token) =>
    {
        var started = await containers.UpAsync(token);
        if (build.DockerUpLogs && started.Count > 0)
            await containers.LogsAsync(follow: true, tail: 0, token);
        return started;
    });

    public static Task DownAsync(IDockerUp build) => RunAsync(build, (containers, token) =>
    {
        if (build.DockerDownVolumes && !build.DockerYes)
            containers.RefuseVolumes();
        return containers.DownAsync(build.DockerDryRun, build.DockerDownVolumes, token);
    });

    /// <summary>True if the build class has a compose file or images.</summary>
    public static bool HasContainers(IDockerUp build) => build.DockerComposeFile.Length > 0 || WithImages(build) is not null;

    /// <summary>Removes the containers as a part of another target.</summary>
    public static async Task DownAsync(IDockerUp build, bool dryRun, bool volumes, CancellationToken cancellationToken)
    {
        using var containers = await OpenAsync(build, cancellationToken);
        await containers.DownAsync(dryRun, volumes, cancellationToken);
    }

    public static Task RestartAsync(IDockerUp build) => RunAsync(build, (containers, token) => containers.RestartAsync(token));

    public static Task LogsAsync(IDockerUp build) =>
        RunAsync(build, (containers, token) => containers.LogsAsync(build.DockerLogsFollow, build.DockerLogsTail, token));

    public static Task WatchAsync(IDockerUp build) => RunAsync(build, (containers, token) => containers.WatchAsync(token));

    private static async Task RunAsync(IDockerUp build, Func<ProjectContainers, CancellationToken, Task> work) =>
        await RunAsync(build, async (containers, token) =>
        {
            await work(containers, token);
            return true;
        });

    private static Task<T> RunAsync<T>(IDockerUp build, Func<ProjectContainers, CancellationToken, Task<T>> work) => TargetAction.RunAsync(build, async token =>
    {
        using var containers = await OpenAsync(build, token);
        return await work(containers, token);
    });

    private static async Task<ProjectContainers> OpenAsync(IDockerUp build, CancellationToken token)
    {
        var images = WithImages(build);
        if (build.DockerComposeFile.Length == 0 && images is null)
        {
            throw new InvalidSettingException(
                "--docker-compose-file",
                $"{build.RootDirectory} and its parent folders contain no compose file, and there are no images. "
                + "Name the file, write a Dockerfile, or add IDockerBuild with Images to the build class");
        }

        var connection = await EngineSession.Of(build).ConnectAsync(token);
        return images is null || build.DockerComposeFile.Length > 0
            ? await ComposeContainers.ReadAsync(build, connection, token)
            : new ImageContainers(build, images, connection);
    }

    private static IDockerBuild? WithImages(IDockerUp build) => build is IDockerBuild owner && owner.Images.Any() ? owner : null;
}
