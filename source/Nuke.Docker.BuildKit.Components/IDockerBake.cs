using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Offers the target <see cref="DockerBake"/>, which builds all images at once. It uses the parameters and settings of <c>DockerBuild</c>
/// (<see cref="IDockerBuild.DockerBuildSettings"/>, <see cref="IDockerBuild.DockerBuildImageSettings"/>).
/// </summary>
public interface IDockerBake : IDockerBuild
{
    /// <summary>Settings of <c>docker buildx bake</c>, applied after those of the images.</summary>
    Configure<BuildxBakeSettings> DockerBakeSettings => _ => _;

    /// <summary>
    /// Builds the images in parallel with one <c>docker buildx bake</c>, and writes a report of each to <see cref="IHazDockerReports.DockerReportsDirectory"/>.
    /// An image that starts from another of these images must name it as a build context, <c>target:name</c>.
    /// </summary>
    Target DockerBake => _ => _
        .CheckParameters(this, also: MountRestore.Parameters)
        .Description("Build the images in parallel with docker buildx bake, and report on each")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            TargetAction.Run(this, () => Budgets.Check(this));
            var reports = await new ImageBakes(this).RunAsync();
            TargetAction.Run(this, () => Budgets.Require(this, reports));
            ReportSummary(_ => _.AddImages(reports));
        });
}
