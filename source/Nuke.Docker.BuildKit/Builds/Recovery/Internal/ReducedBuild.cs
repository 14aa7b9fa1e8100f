using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>Leaves out of a build what a decision names.</summary>
internal static class ReducedBuild
{
    /// <param name="settings">The build.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="fault">The fault that led to it. It may name the cache that failed; then the others are kept.</param>
    public static BuildxBuildSettings Of(BuildxBuildSettings settings, RecoveryDecision decision, DockerFault fault) => decision.Rung switch
    {
        RecoveryRung.WithoutImport => settings with { CacheFrom = fault.Kind == DockerFaultKind.CacheImportStalled ? WithoutStalled(settings.CacheFrom ?? [], fault) : [] },
        RecoveryRung.WithoutExport => settings with { CacheTo = WithoutFailed(settings.CacheTo ?? [], fault) },
        RecoveryRung.StageUncached => settings with { NoCacheFilter = [.. settings.NoCacheFilter ?? [], decision.Stage!] },
        RecoveryRung.Uncached => settings with { NoCache = true, NoCacheFilter = null },
        _ => settings,
    };

    // BuildKit names the reference of an import that hangs, but not the origin of a layer that does not arrive. A folder is never slow.
    private static ImmutableList<CacheFrom> WithoutStalled(ImmutableList<CacheFrom> entries, DockerFault fault)
    {
        var named = entries.RemoveAll(entry => entry is RegistryCacheFrom registry && fault.Cause.Contains(registry.Reference, StringComparison.Ordinal));
        var left = named.Count < entries.Count ? named : entries.RemoveAll(entry => entry is not LocalCacheFrom);
        return left.Count < entries.Count ? left : [];
    }

    private static ImmutableList<CacheTo> WithoutFailed(ImmutableList<CacheTo> entries, DockerFault fault) =>
        fault.CacheType is { } type && entries.RemoveAll(entry => entry.Type == type) is var left && left.Count < entries.Count ? left : [];
}
