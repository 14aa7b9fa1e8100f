using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerClean"/>.</summary>
public interface IDockerClean : IHazDockerImages, IHazDockerCache, IHazDockerEngine, IHazDockerReports, IHazDockerApply, IHazDockerDryRun
{
    /// <summary>Also deletes the local caches of the images. Default: false.</summary>
    [Parameter("DockerClean: also delete the local caches")]
    bool DockerCleanCaches => TryGetValue<bool?>(() => DockerCleanCaches) ?? false;

    /// <summary>
    /// Prints what the builds of this project left on this machine: containers of <see cref="IDockerUp"/>, earlier images without a tag, reports, and with
    /// <see cref="DockerCleanCaches"/> the local caches. Deletes it with <see cref="IHazDockerApply.DockerApply"/>. Volumes, cache mounts, and damaged files
    /// that are set aside stay without <see cref="IHazDockerDryRun.DockerYes"/>. Images with a tag and the records of the builds always stay.
    /// </summary>
    Target DockerClean => _ => _
        .CheckParameters(this, reads:
        [
            nameof(DockerApply), nameof(DockerDryRun), nameof(DockerYes), nameof(DockerCleanCaches),
            nameof(DockerCache), nameof(DockerCacheRef), nameof(DockerCacheDefaultBranch), nameof(DockerCacheDirectory),
            nameof(IHazDockerCompose.DockerComposeFile), nameof(IDockerComposeBuild.DockerComposeService),
            nameof(IDockerBuild.DockerImage),
            nameof(IDockerBuild.DockerBuildArg), nameof(IDockerBuild.DockerBuildContext),
            nameof(IDockerBuild.DockerPlatform), nameof(IDockerBuild.DockerSecret),
        ])
        .Description("Print the containers, earlier images and reports of this project; --apply deletes them")
        .Executes(async () =>
        {
            var (bytes, deleted) = await ProjectCleaning.RunAsync(this);
            ReportSummary(_ => _.AddPair(deleted ? "Deleted" : "Would delete", HumanText.Size(bytes)));
        });
}
