using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Builders;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Offers the targets <see cref="DockerBuilderCreate"/>, <see cref="DockerBuilderBootstrap"/>, <see cref="DockerBuilderInspect"/> and
/// <see cref="DockerBuilderRemove"/>.
/// </summary>
public interface IDockerBuilders : IHazDockerEngine, IHazDockerDryRun
{
    /// <summary>The builders that the targets create and may remove. Default: the one that <see cref="DockerBuilderDriver"/> describes.</summary>
    IEnumerable<DockerBuilder> Builders => BuilderTargets.OfParameters(this);

    /// <summary>Names of the builders. Default: all that the build class describes.</summary>
    [Parameter("Names of the builders. Default: all that the build class describes. Short: --builder")]
    [Display(ShortName = "Builder")]
    string[] DockerBuilder => this.GetParameter<string[]>(() => DockerBuilder) ?? [];

    /// <summary>Driver of a builder that the build class does not describe; <see cref="DockerBuilder"/> is its name.</summary>
    [Parameter("Driver of a builder that the build class does not describe: docker-container, kubernetes or remote")]
    string? DockerBuilderDriver => TryGetValue(() => DockerBuilderDriver);

    /// <summary>Endpoints of the nodes of that builder, each possibly followed by <c>=</c> and platforms: <c>tcp://arm:1234=linux/arm64</c>.</summary>
    [Parameter("Endpoints of the nodes of that builder, with platforms after =, such as tcp://arm:1234=linux/arm64. Default: the current docker context")]
    string[] DockerBuilderNode => TryGetValue<string[]>(() => DockerBuilderNode) ?? [];

    /// <summary>The file <c>buildkitd.toml</c> of that builder.</summary>
    [Parameter("File buildkitd.toml of that builder. Default: none")]
    string? DockerBuilderConfig => TryGetValue(() => DockerBuilderConfig);

    /// <summary>Removes a builder that differs from its description and can't be changed, and creates it again. Its cache is kept. Default: false.</summary>
    [Parameter("DockerBuilderCreate: create a builder again that differs and can't be changed; its cache is kept")]
    bool DockerBuilderRecreate => TryGetValue<bool?>(() => DockerBuilderRecreate) ?? false;

    /// <summary>Creates the builders that are missing, adds missing nodes, changes what can be changed, and reports what can't.</summary>
    Target DockerBuilderCreate => _ => _
        .CheckParameters(this, reads: BuilderTargets.ParametersOfCreate)
        .Description("Create the described builders if they are missing, add missing nodes, and report other differences")
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var actions = await BuilderTargets.CreateAsync(this);
            ReportSummary(_ => _.AddPair(DockerDryRun ? "Would do" : "Done", actions == 1 ? "1 action" : $"{actions} actions"));
        });

    /// <summary>Does what <see cref="DockerBuilderCreate"/> does, starts the nodes of the builders, and waits until they respond.</summary>
    Target DockerBuilderBootstrap => _ => _
        .CheckParameters(this, reads: BuilderTargets.ParametersOfCreate)
        .Description("Create the described builders if necessary, start them, and wait until all nodes respond")
        .TryAfter<IDockerBuilders>(x => x.DockerBuilderCreate)
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var nodes = await BuilderTargets.BootstrapAsync(this);
            ReportSummary(_ => _.AddPair("Nodes", nodes.ToString()));
        });

    /// <summary>Prints the nodes of the builders: endpoint, status, version of BuildKit, platforms, options and rules of the garbage collection.</summary>
    Target DockerBuilderInspect => _ => _
        .CheckParameters(this, reads: BuilderTargets.ParametersOfDescription)
        .Description("Print builders with nodes, platforms, BuildKit versions, garbage collection and status")
        .TryAfter<IDockerBuilders>(x => x.DockerBuilderCreate)
        .Executes(async () =>
        {
            var builders = await BuilderTargets.InspectAsync(this);
            ReportSummary(_ => _.AddPair("Builders", builders.ToString()));
        });

    /// <summary>
    /// Removes the builders that the build class describes; remote daemons keep running. Their caches stay, unless
    /// <see cref="IHazDockerDryRun.DockerYes"/> is set.
    /// </summary>
    Target DockerBuilderRemove => _ => _
        .CheckParameters(this, reads: BuilderTargets.ParametersOfRemove)
        .Description("Remove the described builders; their caches stay, unless --yes is given")
        .TryAfter<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var removed = await BuilderTargets.RemoveAsync(this);
            ReportSummary(_ => _.AddPair(DockerDryRun ? "Would remove" : "Removed", removed.ToString()));
        });
}
