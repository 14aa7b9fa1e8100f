using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerComposeBuild"/>.</summary>
public interface IDockerComposeBuild : IHazDockerCompose, IHazDockerCache, IHazDockerEngine, IHazDockerRecovery, IHazDockerReports
{
    /// <summary>Which services. Empty: all that are built.</summary>
    [Parameter("Services whose images are built. Default: all that have a build section")]
    string[] DockerComposeService => TryGetValue(() => DockerComposeService) ?? [];

    /// <summary>Whether the caches are written into the project's own compose files instead of one that is laid over them. A service that has caches of its own keeps them, so that a second run changes nothing.</summary>
    [Parameter("Writes the caches into the compose files themselves; comments and formatting stay, and so does a copy. Default: false")]
    bool DockerComposeWrite => TryGetValue<bool?>(() => DockerComposeWrite) ?? false;

    /// <summary>Settings of <c>docker compose build</c>, on top of files and services.</summary>
    Configure<ComposeBuildSettings> DockerComposeBuildSettings => _ => _;

    /// <summary>Where the cache of a service's image comes from and goes to: what <see cref="IHazDockerCache.DockerCacheStrategy"/> decides. Override it to decide otherwise.</summary>
    /// <param name="project">The project as compose sees it.</param>
    /// <param name="service">A service that is built.</param>
    /// <param name="canExport">Whether the builder can export a cache at all.</param>
    CacheDecision GetDockerComposeCache(ComposeModel project, ComposeService service, bool canExport) =>
        DockerCacheStrategy.Decide(this.CacheFactsOf(project, service, canExport));

    /// <summary>
    /// Builds the services' images with <c>docker compose build</c>. Their caches stand in a file of our own in the temporary directory, <c>compose.cache.yaml</c>,
    /// which is laid over the project's files; a service that says <c>cache_from</c> or <c>cache_to</c> itself keeps what it says. Local caches are locked, verified and swept,
    /// faults are recovered from, and a report of each service is left in <see cref="IHazDockerReports.DockerReportsDirectory"/>, as <c>DockerBuild</c> does it.
    /// </summary>
    Target DockerComposeBuild => _ => _
        .CheckParameters(this)
        .Description("Builds the images of the compose project with the same caches as DockerBuild")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            var reports = await new ComposeBuilds(this).RunAsync();
            ReportSummary(_ => _.AddImages(reports));
        });
}
