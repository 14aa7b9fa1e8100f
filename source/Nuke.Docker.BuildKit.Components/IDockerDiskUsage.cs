using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerDiskUsage"/>.</summary>
public interface IDockerDiskUsage : IHazDockerCache, IHazDockerEngine, IHazDockerJson
{
    /// <summary>
    /// Prints the disk space of images, containers, volumes, the build cache, its cache mounts by id and step, and the local caches; those of this project
    /// are marked. It changes nothing.
    /// </summary>
    Target DockerDiskUsage => _ => _
        .CheckParameters(this, reads:
        [
            nameof(DockerCacheDirectory),
            nameof(IDockerBuild.DockerBuildArg), nameof(IDockerBuild.DockerBuildContext),
            nameof(IDockerBuild.DockerPlatform), nameof(IDockerBuild.DockerSecret),
            nameof(DockerJson),
        ])
        .Description("Print the disk space of images, containers, volumes, build cache, cache mounts and local caches")
        .Executes(async () =>
        {
            var usage = await SpaceTargets.PrintAsync(this);
            ReportSummary(_ => _
                .AddPair("Build cache", HumanText.Size(usage.BuildCache.Bytes))
                .AddPair("Local caches", HumanText.Size(usage.LocalCaches.Sum(cache => cache.Bytes))));
        });
}
