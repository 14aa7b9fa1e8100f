using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Offers the target <see cref="DockerBake"/>: what <c>DockerBuild</c> does, for all images at once. It takes the same parameters and
/// the same settings (<see cref="IDockerBuild.DockerBuildSettings"/>, <see cref="IDockerBuild.DockerBuildImageSettings"/>).
/// </summary>
public interface IDockerBake : IDockerBuild
{
    /// <summary>Settings of the bake itself, on top of what the images come to.</summary>
    Configure<BuildxBakeSettings> DockerBakeSettings => _ => _;

    /// <summary>
    /// Builds the images side by side with one <c>docker buildx bake</c>, and leaves a report of each in <see cref="IHazDockerReports.DockerReportsDirectory"/>.
    /// An image that starts from another one of them needs that one as a named context, <c>target:name</c>; <c>DockerBuild</c> goes by their order.
    /// </summary>
    Target DockerBake => _ => _
        .CheckParameters(this)
        .Description("Builds the Docker images side by side with docker buildx bake, and reports on each")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            var reports = await new ImageBakes(this).RunAsync();
            ReportSummary(_ => _.AddImages(reports));
        });
}
