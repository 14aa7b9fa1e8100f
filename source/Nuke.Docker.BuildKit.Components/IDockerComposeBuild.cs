using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerComposeBuild"/>.</summary>
public interface IDockerComposeBuild
    : IHazDockerCompose, IHazDockerCache, IHazDockerEngine, IHazDockerRecovery, IHazDockerReports, IHazDockerBudgets, IHazDockerSkip
{
    /// <summary>Services to build; empty: all with a <c>build</c> section.</summary>
    [Parameter("Services to build. Default: all with a build section")]
    string[] DockerComposeService => TryGetValue(() => DockerComposeService) ?? [];

    /// <summary>
    /// Writes the caches into the compose files of the project instead of an override file. A service that declares caches keeps them, so a second
    /// run changes nothing. Default: false.
    /// </summary>
    [Parameter("Write the caches into the compose files; comments and formatting are kept, and so is a copy")]
    bool DockerComposeWrite => TryGetValue<bool?>(() => DockerComposeWrite) ?? false;

    /// <summary>Settings of <c>docker compose build</c>, applied after files and services.</summary>
    Configure<ComposeBuildSettings> DockerComposeBuildSettings => _ => _;

    /// <summary>
    /// Decides where the cache of a service's image is read and written, by <see cref="IHazDockerCache.DockerCacheStrategy"/>. Override it to decide
    /// otherwise.
    /// </summary>
    /// <param name="project">The resolved project.</param>
    /// <param name="service">The service to build.</param>
    /// <param name="canExport">True if the builder can export a cache.</param>
    CacheDecision GetDockerComposeCache(ComposeModel project, ComposeService service, bool canExport) =>
        DockerCacheStrategy.Decide(this.CacheFactsOf(project, service, canExport));

    /// <summary>
    /// Builds the images of the services with <c>docker compose build</c>. The caches are written to the override file <c>compose.cache.yaml</c> in
    /// the temporary directory;
    /// a service that declares <c>cache_from</c> or <c>cache_to</c> keeps its own. As with <c>DockerBuild</c>, local caches are locked, verified and
    /// swept, recovery applies, and
    /// a report of each service is written to <see cref="IHazDockerReports.DockerReportsDirectory"/>, and nothing is built if all images are up to date.
    /// </summary>
    Target DockerComposeBuild => _ => _
        .CheckParameters(this, also: [nameof(IDockerBuild.DockerProgress)])
        .Description("Build the images of the compose project with the same caches as DockerBuild")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            TargetAction.Run(this, () => Budgets.Check(this));
            var reports = await new ComposeBuilds(this).RunAsync();
            TargetAction.Run(this, () => Budgets.Require(this, reports));
            ReportSummary(_ => _.AddImages(reports));
        });
}
