using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerCacheClean"/>.</summary>
public interface IDockerCacheClean : IHazDockerCache
{
    /// <summary>Deletes the local caches, or with <c>--image</c> those of some images, and says which before it does. The engine's own cache stays.</summary>
    Target DockerCacheClean => _ => _
        .CheckParameters(this, reads:
        [
            nameof(IDockerBuild.Image), nameof(IDockerBuild.Platform),
            nameof(DockerCache), nameof(DockerCacheRef), nameof(DockerCacheDefaultBranch), nameof(DockerCacheDirectory),
        ])
        .Description("Deletes the local build caches, all or those of --image, and says what before it does")
        .Executes(async () =>
        {
            var deleted = await TargetAction.RunAsync(this, new CacheCleaning(this).RunAsync);
            ReportSummary(_ => _.AddPair("Deleted", HumanText.Size(deleted)));
        });
}
