using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerRebuild"/>.</summary>
public interface IDockerRebuild : IDockerBuild
{
    /// <summary>Stage to rebuild, instead of every <c>RUN</c>; <c>null</c>: all.</summary>
    [Parameter("DockerRebuild: stage to rebuild; this empties the cache mounts of that stage. Short: --stage. Default: every RUN of all stages")]
    [Display(ShortName = "Stage")]
    string? DockerStage => this.GetParameter(() => DockerStage);

    /// <summary>
    /// Runs every <c>RUN</c> of the images again and keeps pip's and uv's cache mounts, so that nothing is downloaded twice.
    /// <see cref="DockerStage"/> rebuilds one stage, and BuildKit empties its cache mounts. <see cref="IDockerBuild.DockerNoCache"/> rebuilds everything,
    /// empties all cache mounts and deletes the local caches. The target prints what it deletes first.
    /// </summary>
    Target DockerRebuild => _ => _
        .CheckParameters(this, also: MountRestore.Parameters)
        .Description("Run every RUN of the images again and keep the cache mounts; --stage: one stage; --no-cache: everything")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            var reports = await new ImageBuilds(this).RunAsync(() => RebuildScope.Of(this));
            ReportSummary(_ => _.AddImages(reports));
        });
}
