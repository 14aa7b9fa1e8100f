using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Doctor.Internal;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Finds the reasons why Docker builds are slow or fail: engine, builder, caches, disk, configuration and images.</summary>
internal static class DockerDiagnosis
{
    // In the order of an examination by hand: engine, BuildKit, cache export, disk space, registries, own files.
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
        RegistryChecks.Unreachable,
        ImageChecks.NotFound,
        ImageChecks.Slow,
        ImageChecks.Stale,
    ];

    /// <summary>Reads the facts and judges them. Changes nothing, and starts nothing but docker's own commands.</summary>
    /// <param name="scope">The engine, folders and images to examine.</param>
    /// <param name="cancellationToken">Cancels the examination.</param>
    /// <returns>All diagnoses, including those of severity <see cref="DiagnosisSeverity.Fine"/>, in a fixed order.</returns>
    public static async Task<ImmutableArray<Diagnosis>> ExamineAsync(DoctorScope scope, CancellationToken cancellationToken = default) =>
        Of(await new DoctorFactsReader(scope).ReadAsync(cancellationToken));

    /// <summary>Judges facts.</summary>
    [Pure]
    internal static ImmutableArray<Diagnosis> Of(DoctorFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. s_checks.SelectMany(check => check(facts))];
    }
}
