using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>What a rung means for a compose project: the file that is laid over it, written anew. Services that aren't concerned keep their caches.</summary>
internal sealed class ComposeRungs : IRungs
{
    private readonly IReadOnlyList<ComposeServiceBuild> _given;
    private readonly BuildxBuildSettings[] _builds;

    public ComposeRungs(IReadOnlyList<ComposeServiceBuild> given, IEnumerable<BuildxBuildSettings> builds) => (_given, _builds) = (given, [.. builds]);

    // compose has no --no-cache-filter.
    public RecoverySituation Situation => new()
    {
        Stages = false,
        Imports = Array.Exists(_builds, build => build.CacheFrom is { IsEmpty: false }),
        Exports = Array.Exists(_builds, build => build.CacheTo is { IsEmpty: false }),
        Uncached = Array.TrueForAll(_builds, build => build.NoCache is true),
    };

    /// <summary>What the file says of each service. One that has caches of its own is left alone as long as nothing of them is left out.</summary>
    public IEnumerable<ComposeServiceCache> Services => _given.Zip(_builds, (given, build) =>
    {
        var isLess = Count(build) < Count(given.Build);
        return new ComposeServiceCache(
            given.Service,
            given.HasOwnCache && !isLess ? given.Cache with { From = [], To = [] } : given.Cache with { From = build.CacheFrom ?? [], To = build.CacheTo ?? [] },
            given.Network)
        {
            Replaces = given.HasOwnCache && isLess,
            NoCache = build.NoCache is true,
        };
    });

    public void Apply(RecoveryDecision decision, DockerFault fault, IReadOnlyCollection<string> failed, Func<BuildxBuildSettings, BuildxBuildSettings> withoutDamaged)
    {
        var concerned = Enumerable.Range(0, _builds.Length).Where(index => Has(_builds[index], decision.Rung)).ToList();
        if (concerned.FindAll(index => failed.Contains(_given[index].Service)) is { Count: > 0 } known)
            concerned = known;
        foreach (var index in concerned)
            _builds[index] = BuildRungs.Apply(_builds[index], decision, fault, withoutDamaged);
    }

    private static bool Has(BuildxBuildSettings build, RecoveryRung? rung) => rung switch
    {
        RecoveryRung.WithoutImport => build.CacheFrom is { IsEmpty: false },
        RecoveryRung.WithoutExport => build.CacheTo is { IsEmpty: false },
        _ => true,
    };

    private static int Count(BuildxBuildSettings build) => (build.CacheFrom?.Count ?? 0) + (build.CacheTo?.Count ?? 0);
}
