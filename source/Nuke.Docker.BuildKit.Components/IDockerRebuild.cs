using Nuke.Common;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerRebuild"/>.</summary>
public interface IDockerRebuild : IDockerBuild
{
    /// <summary>Runs every <c>RUN</c> of the images again. pip's and uv's cache mounts stay, so that nothing is downloaded twice.</summary>
    Target DockerRebuild => _ => _
        .Description("Runs every RUN of the images again and keeps the cache mounts, which --no-cache would empty")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            var reports = await new ImageBuilds(this).RunAsync(rebuild: true);
            ReportSummary(_ => _.AddImages(reports));
        });
}
