using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerCacheClean"/>.</summary>
public interface IDockerCacheClean : IHazDockerCache
{
    /// <summary>Deletes the local caches, all or those of <c>--image</c>, and prints them first. The cache of the engine stays.</summary>
    Target DockerCacheClean => _ => _
        .CheckParameters(this, reads:
        [
            nameof(IDockerBuild.DockerImage), nameof(IDockerBuild.DockerPlatform),
            nameof(DockerCache), nameof(DockerCacheRef), nameof(DockerCacheDefaultBranch), nameof(DockerCacheDirectory),
        ])
        .Description("Delete the local build caches, all or those of --image, and print them first")
        .Executes(async () =>
        {
            var deleted = await TargetAction.RunAsync(this, new CacheCleaning(this).RunAsync);
            ReportSummary(_ => _.AddPair("Deleted", HumanText.Size(deleted)));
        });
}
