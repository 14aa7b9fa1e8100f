using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands.Versions;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>What goes on around a bake, and is no setting of buildx.</summary>
public sealed record BuildxBakeOptions : BuildOptions
{
    /// <summary>What is baked, where it was made from settings. <c>null</c>: buildx is asked first what its files come to (<c>--print</c>).</summary>
    public BakePlan? Plan { get; init; }

    /// <summary>What was decided about the cache of a target, for its report; the plan carries it out. <c>null</c>: reports say nothing of it.</summary>
    public Func<string, CacheDecision?>? Cache { get; init; }

    /// <summary>The folder for <c>report.json</c> and <c>report.md</c> of a target. <c>null</c>: none is written.</summary>
    public Func<string, string>? ReportDirectory { get; init; }

    /// <inheritdoc cref="BuildxBuildOptions.Versions"/>
    public ToolVersions? Versions { get; init; }
}
