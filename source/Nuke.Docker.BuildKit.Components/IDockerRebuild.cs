using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerRebuild"/>.</summary>
public interface IDockerRebuild : IDockerBuild
{
    /// <summary>The stage whose steps run again, instead of every <c>RUN</c>. <c>null</c>: all.</summary>
    [Parameter("For DockerRebuild: one stage whose steps run again; this empties the cache mounts of that stage")]
    string? Stage => TryGetValue(() => Stage);

    /// <summary>
    /// Runs every <c>RUN</c> of the images again. pip's and uv's cache mounts stay, so that nothing is downloaded twice. With
    /// <see cref="Stage"/> one stage alone, whose cache mounts BuildKit empties; with <see cref="IDockerBuild.NoCache"/> everything is
    /// dropped: all cache mounts of the build and its local caches. What is deleted is told before.
    /// </summary>
    Target DockerRebuild => _ => _
        .CheckParameters(this)
        .Description("Runs every RUN of the images again and keeps the cache mounts; --stage: one stage; --no-cache: drops everything")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            var reports = await new ImageBuilds(this).RunAsync(() => RebuildScope.Of(this));
            ReportSummary(_ => _.AddImages(reports));
        });
}
