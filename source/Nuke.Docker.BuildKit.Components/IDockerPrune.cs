using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerPrune"/>.</summary>
public interface IDockerPrune : IHazDockerCache, IHazDockerEngine, IHazDockerApply
{
    /// <summary>Deletes what was not used for this number of days. Default: 14.</summary>
    [Parameter("DockerPrune: delete what was not used for this number of days. Default: 14")]
    [Range(0, 36_500)]
    int DockerPruneAge => TryGetValue<int?>(() => DockerPruneAge) ?? 14;

    /// <summary>Size that the build cache may have in decimal units, such as <c>10GB</c>; what was not used for the longest time is deleted first.</summary>
    [Parameter("DockerPrune: size that the build cache may have, such as 10GB. Default: no limit")]
    string? DockerPruneCacheSize => TryGetValue(() => DockerPruneCacheSize);

    /// <summary>Number of builds that are kept, whatever their age. Default: 3.</summary>
    [Parameter("DockerPrune: number of builds to keep, whatever their age. Default: 3")]
    [Range(0, 1000)]
    int DockerPruneKeep => TryGetValue<int?>(() => DockerPruneKeep) ?? 3;

    /// <summary>
    /// Prints what was not used for <see cref="DockerPruneAge"/>: images without a tag, records of the build cache, images of local caches; deletes it with
    /// <see cref="IHazDockerApply.DockerApply"/>. Running containers and their images, images with a tag, volumes and the cache mounts of this project stay.
    /// </summary>
    Target DockerPrune => _ => _
        .CheckParameters(this, reads:
        [
            nameof(DockerCacheDirectory), nameof(DockerApply), nameof(DockerPruneAge), nameof(DockerPruneCacheSize), nameof(DockerPruneKeep),
            nameof(IDockerBuild.DockerBuildArg), nameof(IDockerBuild.DockerBuildContext),
            nameof(IDockerBuild.DockerPlatform), nameof(IDockerBuild.DockerSecret),
        ])
        .Description("Print what docker and the local caches no longer use; --apply deletes it")
        .Executes(async () =>
        {
            var bytes = await SpaceTargets.PruneAsync(this);
            ReportSummary(_ => _.AddPair(DockerApply ? "Deleted" : "Would delete", HumanText.Size(bytes)));
        });
}
