using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerStatus"/>. It starts no engine.</summary>
public interface IDockerStatus : IHazDockerImages, IHazDockerCache, IHazDockerEngine, IHazDockerJson
{
    /// <summary>
    /// Prints the versions of the tools, success rate, cached steps, duration, and pull and push times of the last builds of each image on this machine, and
    /// the disk space of engine and caches. If no engine responds, its versions and disk space are left out. It changes nothing.
    /// </summary>
    Target DockerStatus => _ => _
        .CheckParameters(this, reads:
        [
            nameof(DockerCacheDirectory), nameof(DockerJson),
            nameof(IDockerBuild.DockerImage),
            nameof(IDockerBuild.DockerBuildArg), nameof(IDockerBuild.DockerBuildContext),
            nameof(IDockerBuild.DockerPlatform), nameof(IDockerBuild.DockerSecret),
        ])
        .Description("Print versions, success rate, cached steps, pull and push times of the last builds, and disk space")
        .TryAfter<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var status = await StatusTarget.RunAsync(this);
            ReportSummary(_ => _.AddPair("Images", status.Images.Count).AddPair("Builds", status.Images.Sum(image => image.Builds)));
        });
}
