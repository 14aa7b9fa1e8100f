using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerFix"/>.</summary>
public interface IDockerFix : IHazDockerImages, IHazDockerApply
{
    /// <summary>
    /// Prints the fixes of the images' Dockerfiles and ignore files as a diff; writes them with <see cref="IHazDockerApply.DockerApply"/>. Fixes that need a
    /// condition which the files do not show are proposed; with <see cref="IHazDockerApply.DockerProve"/>, all fixes are tried on the engine.
    /// </summary>
    Target DockerFix => _ => _
        .CheckParameters(
            this,
            reads:
            [
                nameof(DockerApply), nameof(DockerProve),
                nameof(IDockerBuild.DockerImage),
                nameof(IDockerBuild.DockerBuildArg), nameof(IDockerBuild.DockerBuildContext), nameof(IHazDockerCache.DockerCacheDirectory),
                nameof(IDockerBuild.DockerNoCache), nameof(IDockerBuild.DockerPush), nameof(IDockerBuild.DockerPlatform),
                nameof(IDockerBuild.DockerSecret),
            ])
        .Description("Print fixes of Dockerfiles and .dockerignore as a diff; --apply writes them, --prove tries all of them on the engine")
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var changes = await TargetAction.RunAsync(this, new ImageFixes(this).RunAsync);
            ReportSummary(_ => _.AddPair(DockerApply ? "Files fixed" : "Files to fix", changes.Count));
        });
}
