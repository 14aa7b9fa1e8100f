using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Offers the targets <see cref="DockerUp"/>, <see cref="DockerDown"/>, <see cref="DockerRestart"/>, <see cref="DockerLogs"/> and
/// <see cref="DockerWatch"/>. They work with the compose project if there is a compose file, otherwise with a container for each image of
/// <see cref="IDockerBuild"/>.
/// </summary>
public interface IDockerUp : IDockerComposeBuild, IHazDockerDryRun
{
    /// <summary>Time limit in seconds until all containers are ready. Default: 120.</summary>
    [Parameter("Time limit in seconds until all containers are ready. Default: 120")]
    [Range(1, 86_400)]
    int DockerUpTimeout => TryGetValue<int?>(() => DockerUpTimeout) ?? 120;

    /// <summary>Prints the output of the containers after they started, until Ctrl+C. They keep running. Default: false.</summary>
    [Parameter("Print the output of the containers after they started, until Ctrl+C. Short: --logs")]
    [Display(ShortName = "Logs")]
    bool DockerUpLogs => this.GetParameter<bool?>(() => DockerUpLogs) ?? false;

    /// <summary>Prints new output of the containers until Ctrl+C. Default: false.</summary>
    [Parameter("DockerLogs: print new output of the containers until Ctrl+C. Short: --follow")]
    [Display(ShortName = "Follow")]
    bool DockerLogsFollow => this.GetParameter<bool?>(() => DockerLogsFollow) ?? false;

    /// <summary>Number of lines of each container that <see cref="DockerLogs"/> prints. Default: 100.</summary>
    [Parameter("DockerLogs: number of lines of each container. Default: 100")]
    [Range(0, int.MaxValue)]
    int DockerLogsTail => TryGetValue<int?>(() => DockerLogsTail) ?? 100;

    /// <summary>Removes the volumes of the compose project as well. It needs <see cref="IHazDockerDryRun.DockerYes"/>. Default: false.</summary>
    [Parameter("DockerDown: also remove the volumes of the compose project, together with --yes. Short: --volumes")]
    [Display(ShortName = "Volumes")]
    bool DockerDownVolumes => this.GetParameter<bool?>(() => DockerDownVolumes) ?? false;

    /// <summary>Settings of <c>docker compose up</c>, applied after files and services.</summary>
    Configure<ComposeUpSettings> DockerComposeUpSettings => _ => _;

    /// <summary>Settings of the container of an image, for example environment variables, volumes and ports. Not used with a compose file.</summary>
    Configure<DockerRunSettings, DockerImage> DockerRunSettings => (settings, _) => settings;

    /// <summary>
    /// Builds the images that changed, replaces their containers, starts those that don't run, waits until all are ready, and prints their addresses.
    /// If a container fails, its last lines and the output of its health check are printed.
    /// </summary>
    Target DockerUp => _ => _
        .CheckParameters(this, reads: ContainerTargets.ParametersOfUp)
        .Description("Build the images that changed, replace their containers, and wait until all are ready")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            var containers = await ContainerTargets.UpAsync(this);
            ReportSummary(_ => _.AddContainers(containers));
        });

    /// <summary>Stops and removes the containers. Volumes are kept, unless <see cref="DockerDownVolumes"/> is set.</summary>
    Target DockerDown => _ => _
        .CheckParameters(this, reads:
        [
            nameof(DockerComposeFile), nameof(DockerComposeService), nameof(DockerDryRun), nameof(DockerYes), nameof(DockerDownVolumes),
        ])
        .Description("Stop and remove the containers; volumes are kept")
        .Executes(() => ContainerTargets.DownAsync(this));

    /// <summary>Restarts the containers with their current images, and waits until all are ready.</summary>
    Target DockerRestart => _ => _
        .CheckParameters(this, reads: [nameof(DockerComposeFile), nameof(DockerComposeService), nameof(DockerDryRun), nameof(DockerUpTimeout)])
        .Description("Restart the containers with their current images, and wait until all are ready")
        .Executes(() => ContainerTargets.RestartAsync(this));

    /// <summary>Prints the output of the containers.</summary>
    Target DockerLogs => _ => _
        .CheckParameters(this, reads: [nameof(DockerComposeFile), nameof(DockerComposeService), nameof(DockerLogsFollow), nameof(DockerLogsTail)])
        .Description("Print the output of the containers")
        .Executes(() => ContainerTargets.LogsAsync(this));

    /// <summary>
    /// Starts the compose project as <see cref="DockerUp"/> does, then copies changed files into the containers or builds again, as the <c>develop</c>
    /// sections of the services say, until Ctrl+C.
    /// </summary>
    Target DockerWatch => _ => _
        .CheckParameters(this, reads: ContainerTargets.ParametersOfUp)
        .Description("Start the compose project, and update it on each change of a file until Ctrl+C")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Executes(() => ContainerTargets.WatchAsync(this));
}
