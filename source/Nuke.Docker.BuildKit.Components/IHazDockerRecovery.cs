using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Builds.Recovery;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Offers the limits of recovery from faults of caches and engines, such as a damaged cache, a registry that hangs, or an engine that went away.
/// </summary>
public interface IHazDockerRecovery : INukeBuild
{
    /// <summary>Extent of recovery; <c>null</c>: <c>full</c>. Mistakes of the user are never retried.</summary>
    [Parameter("Recovery from a broken cache or engine: off, safe (keeps the cache mounts) or full (--no-cache as the last resort). Default: full")]
    RecoveryMode? DockerRecovery => TryGetValue<RecoveryMode?>(() => DockerRecovery);

    /// <summary>Maximum number of attempts, including the first; <c>null</c>: 6.</summary>
    [Parameter("Maximum number of attempts. Default: 6")]
    [Range(1, 1_000)]
    int? DockerAttempts => TryGetValue<int?>(() => DockerAttempts);

    /// <summary>Seconds that a cache import may stay silent; 0: no limit; <c>null</c>: 120.</summary>
    [Parameter("Seconds after which a silent cache import is omitted; 0: no limit. Default: 120")]
    [Range(0, 1_000_000)]
    int? DockerImportTimeout => TryGetValue<int?>(() => DockerImportTimeout);

    /// <summary>Seconds that a cache export may stay silent; 0: no limit; <c>null</c>: 600.</summary>
    [Parameter("Seconds after which a silent cache export is omitted; 0: no limit. Default: 600")]
    [Range(0, 1_000_000)]
    int? DockerExportTimeout => TryGetValue<int?>(() => DockerExportTimeout);

    /// <summary>Seconds within which a registry must respond before a cache is read from it; 0: it isn't asked; <c>null</c>: 15.</summary>
    [Parameter("Seconds within which a registry must respond before a cache is read from it; 0: don't ask. Default: 15")]
    [Range(0, 1_000_000)]
    int? DockerRegistryTimeout => TryGetValue<int?>(() => DockerRegistryTimeout);

    /// <summary>Seconds to wait for an engine that went away during a build; <c>null</c>: 60.</summary>
    [Parameter("Seconds to wait for an engine that went away during a build. Default: 60")]
    [Range(0, 1_000_000)]
    int? DockerEngineTimeout => TryGetValue<int?>(() => DockerEngineTimeout);

    /// <summary>Asks servers for the versions of what <c>RUN</c> steps download, to warn if a cached step has an old one. Default: true.</summary>
    [Parameter("Ask servers whether files and branches that cached steps downloaded have changed. Default: true")]
    bool? DockerCheckDownloads => TryGetValue<bool?>(() => DockerCheckDownloads);

    /// <summary>Limits from the parameters. Override it to set limits that have no parameter.</summary>
    RecoveryLimits DockerRecoveryLimits
    {
        get
        {
            var limits = new RecoveryLimits();
            return limits with
            {
                Mode = DockerRecovery ?? limits.Mode,
                MaxAttempts = DockerAttempts ?? limits.MaxAttempts,
                ImportStall = Seconds(DockerImportTimeout, limits.ImportStall),
                RegistryTimeout = Seconds(DockerRegistryTimeout, DockerImportTimeout == 0 ? null : limits.RegistryTimeout),
                EngineWait = DockerEngineTimeout is { } wait ? TimeSpan.FromSeconds(wait) : limits.EngineWait,
                ExportStall = Seconds(DockerExportTimeout, limits.ExportStall),
            };
        }
    }

    private static TimeSpan? Seconds(int? given, TimeSpan? otherwise) => given switch
    {
        null => otherwise,
        0 => null,
        { } seconds => TimeSpan.FromSeconds(seconds),
    };
}
