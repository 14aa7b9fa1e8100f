using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Doctor.Internal;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Answers what people ask when Docker builds are slow or strange. It only judges facts; see <see cref="DoctorFactsReader"/>.</summary>
public static class DockerDiagnosis
{
    // The order is that of a person who looks: is there an engine, does it build, does it cache, does it have room, is it ours.
    private static readonly Func<DoctorFacts, IEnumerable<Diagnosis>>[] s_checks =
    [
        EngineChecks.Engine,
        ContainerChecks.Lxc,
        ContainerChecks.Storage,
        EngineChecks.BuildKit,
        EngineChecks.Mounts,
        EngineChecks.Variables,
        ToolChecks.Buildx,
        ToolChecks.Compose,
        BuilderChecks.Builder,
        BuilderChecks.CacheExport,
        GarbageChecks.Rules,
        DaemonConfigurationChecks.Check,
        BuildKitConfigurationChecks.Check,
        DiskChecks.Free,
        DiskChecks.Usage,
        CacheFolderChecks.Check,
        ImageChecks.NotFound,
        ImageChecks.Slow,
        ImageChecks.Stale,
    ];

    /// <summary>What is to be said, fine things included, in a fixed order.</summary>
    [Pure]
    public static ImmutableArray<Diagnosis> Of(DoctorFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. s_checks.SelectMany(check => check(facts))];
    }
}
