using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerFix"/>.</summary>
public interface IDockerFix : IHazDockerImages, IHazDockerApply
{
    /// <summary>Shows how the images' Dockerfiles and ignore files can safely be mended, as a diff; writes it with <see cref="IHazDockerApply.Apply"/>.</summary>
    Target DockerFix => _ => _
        .CheckParameters(this, reads: [nameof(Apply), nameof(IDockerBuild.Image), nameof(IHazDockerCache.DockerCacheDirectory)])
        .Description("Shows as a diff how Dockerfiles and .dockerignore can safely be mended; --apply writes it")
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(() =>
        {
            var changes = TargetAction.Run(this, () => new ImageFixes(this).Run(Apply));
            ReportSummary(_ => _.AddPair(Apply ? "Files fixed" : "Files to fix", changes.Count));
        });
}
