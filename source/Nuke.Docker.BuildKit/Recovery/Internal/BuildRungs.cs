using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Settings;

namespace Nuke.Docker.BuildKit.Recovery.Internal;

/// <summary>What a rung means for the settings of a build.</summary>
internal static class BuildRungs
{
    public static RecoverySituation Situation(BuildxBuildSettings settings) => new()
    {
        Imports = settings.CacheFrom is { IsEmpty: false },
        Exports = settings.CacheTo is { IsEmpty: false },
        Uncached = settings.NoCache is true,
    };

    public static BuildxBuildSettings Apply(BuildxBuildSettings settings, RecoveryDecision decision, DockerFault fault) => decision.Rung switch
    {
        RecoveryRung.WithoutImport => settings with { CacheFrom = Imports(settings.CacheFrom ?? [], fault) },
        RecoveryRung.WithoutExport => settings with { CacheTo = Left(settings.CacheTo ?? [], fault) },
        RecoveryRung.StageUncached => settings with { NoCacheFilter = [.. settings.NoCacheFilter ?? [], decision.Stage!] },
        RecoveryRung.Uncached => settings with { NoCache = true, NoCacheFilter = null },
        _ => settings,
    };

    // BuildKit names the reference of an import that hangs; a damaged blob may be anybody's.
    private static ImmutableList<CacheFrom> Imports(ImmutableList<CacheFrom> entries, DockerFault fault) =>
        fault.Kind == DockerFaultKind.CacheImportStalled && entries.RemoveAll(entry => entry is RegistryCacheFrom registry && fault.Cause.Contains(registry.Reference, StringComparison.Ordinal)) is var left && left.Count < entries.Count
            ? left
            : [];

    private static ImmutableList<CacheTo> Left(ImmutableList<CacheTo> entries, DockerFault fault) =>
        fault.CacheType is { } type && entries.RemoveAll(entry => entry.Type == type) is var left && left.Count < entries.Count ? left : [];
}
