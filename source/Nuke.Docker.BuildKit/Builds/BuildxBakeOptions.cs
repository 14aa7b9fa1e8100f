using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>Options of a bake that are not settings of buildx.</summary>
public sealed record BuildxBakeOptions : BuildOptions
{
    /// <summary>The plan of the bake, if it was created from settings. <c>null</c>: buildx reports the targets in its files (<c>--print</c>).</summary>
    public BakePlan? Plan { get; init; }

    /// <summary>The file that <see cref="BakePlan.File"/> is written to before bake starts. <c>null</c>: the caller has written it.</summary>
    public string? PlanFile { get; init; }

    /// <summary>The cache decision of a target for its report; the plan already applies it. <c>null</c>: reports have none.</summary>
    public Func<string, CacheDecision?>? Cache { get; init; }

    /// <summary>The folder for <c>report.json</c>, <c>.md</c>, <c>.html</c> and <c>.trace.json</c> of a target. <c>null</c>: they are not written.</summary>
    public Func<string, string>? ReportDirectory { get; init; }
}
