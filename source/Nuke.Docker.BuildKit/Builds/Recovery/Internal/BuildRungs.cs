using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>What a rung means for the settings of a build.</summary>
internal sealed class BuildRungs(BuildxBuildSettings settings) : IRungs
{
    /// <summary>What the next attempt runs.</summary>
    public BuildxBuildSettings Settings { get; private set; } = settings;

    public RecoverySituation Situation => SituationOf(Settings);

    public void Apply(RecoveryDecision decision, DockerFault fault, IReadOnlyCollection<string> failed, Func<BuildxBuildSettings, BuildxBuildSettings> withoutDamaged) =>
        Settings = Apply(Settings, decision, fault, withoutDamaged);

    public static RecoverySituation SituationOf(BuildxBuildSettings settings) => new()
    {
        Imports = settings.CacheFrom is { IsEmpty: false },
        Exports = settings.CacheTo is { IsEmpty: false },
        Uncached = settings.NoCache is true,
    };

    public static BuildxBuildSettings Apply(BuildxBuildSettings settings, RecoveryDecision decision, DockerFault fault, Func<BuildxBuildSettings, BuildxBuildSettings> withoutDamaged) => decision.Rung switch
    {
        RecoveryRung.WithoutImport => settings with { CacheFrom = Imports(settings, fault, withoutDamaged) },
        RecoveryRung.WithoutExport => settings with { CacheTo = Left(settings.CacheTo ?? [], fault) },
        RecoveryRung.StageUncached => settings with { NoCacheFilter = [.. settings.NoCacheFilter ?? [], decision.Stage!] },
        RecoveryRung.Uncached => settings with { NoCache = true, NoCacheFilter = null },
        _ => settings,
    };

    // BuildKit names the reference of an import that hangs. Whose blob is damaged it doesn't say: a local cache was looked through, and where all of those are whole it may be any other.
    private static ImmutableList<CacheFrom> Imports(BuildxBuildSettings settings, DockerFault fault, Func<BuildxBuildSettings, BuildxBuildSettings> withoutDamaged)
    {
        var entries = settings.CacheFrom ?? [];
        var left = fault.Kind == DockerFaultKind.CacheImportStalled ? WithoutStalled(entries, fault) : withoutDamaged(settings).CacheFrom ?? [];
        return left.Count < entries.Count ? left : [];
    }

    // Of a layer that doesn't come BuildKit doesn't say from where; a folder is never slow to answer.
    private static ImmutableList<CacheFrom> WithoutStalled(ImmutableList<CacheFrom> entries, DockerFault fault) =>
        entries.RemoveAll(entry => entry is RegistryCacheFrom registry && fault.Cause.Contains(registry.Reference, StringComparison.Ordinal)) is var left && left.Count < entries.Count
            ? left
            : entries.RemoveAll(entry => entry is not LocalCacheFrom);

    private static ImmutableList<CacheTo> Left(ImmutableList<CacheTo> entries, DockerFault fault) =>
        fault.CacheType is { } type && entries.RemoveAll(entry => entry.Type == type) is var left && left.Count < entries.Count ? left : [];
}
