using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerFix"/>.</summary>
public interface IDockerFix : IHazDockerImages, IHazDockerApply
{
    /// <summary>
    /// Prints the safe fixes of the images' Dockerfiles and ignore files as a diff; writes them with <see cref="IHazDockerApply.DockerApply"/>.
    /// </summary>
    Target DockerFix => _ => _
        .CheckParameters(this, reads: [nameof(DockerApply), nameof(IDockerBuild.DockerImage), nameof(IHazDockerCache.DockerCacheDirectory)])
        .Description("Print the safe fixes of Dockerfiles and .dockerignore as a diff; --apply writes them")
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(() =>
        {
            var changes = TargetAction.Run(this, () => new ImageFixes(this).Run(DockerApply));
            ReportSummary(_ => _.AddPair(DockerApply ? "Files fixed" : "Files to fix", changes.Count));
        });
}
