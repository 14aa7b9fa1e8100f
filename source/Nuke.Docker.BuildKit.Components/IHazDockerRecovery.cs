using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Builds.Recovery;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers what a build does about faults that aren't the user's: a damaged cache, a registry that hangs, an engine that went away.</summary>
public interface IHazDockerRecovery : INukeBuild
{
    /// <summary>How far to go. Default: <c>full</c>. What a user got wrong is never tried again.</summary>
    [Parameter("What to do about a broken cache or engine: off, safe (keeps the cache mounts) or full (--no-cache as the last resort). Default: full")]
    RecoveryMode? DockerRecovery => TryGetValue<RecoveryMode?>(() => DockerRecovery);

    /// <summary>Attempts in all, the first one included. Default: 6.</summary>
    [Parameter("Attempts at a build in all. Default: 6")]
    [Range(1, 1_000)]
    int? DockerAttempts => TryGetValue<int?>(() => DockerAttempts);

    /// <summary>Seconds that the import of a cache may stay silent; 0: for ever. Default: 120.</summary>
    [Parameter("Seconds after which a cache import that stays silent is left out; 0 waits for ever. Default: 120")]
    [Range(0, 1_000_000)]
    int? DockerImportTimeout => TryGetValue<int?>(() => DockerImportTimeout);

    /// <summary>Seconds that the export of a cache may stay silent; 0: for ever. Default: 600.</summary>
    [Parameter("Seconds after which a cache export that stays silent is left out; 0 waits for ever. Default: 600")]
    [Range(0, 1_000_000)]
    int? DockerExportTimeout => TryGetValue<int?>(() => DockerExportTimeout);

    /// <summary>Seconds in which a registry must answer before a cache is read from it; 0: it isn't asked. Default: 15.</summary>
    [Parameter("Seconds in which a registry must answer before a cache is read from it; 0 doesn't ask. Default: 15")]
    [Range(0, 1_000_000)]
    int? DockerRegistryTimeout => TryGetValue<int?>(() => DockerRegistryTimeout);

    /// <summary>Seconds to wait for an engine that went away during a build. Default: 60.</summary>
    [Parameter("Seconds to wait for an engine that went away during a build. Default: 60")]
    [Range(0, 1_000_000)]
    int? DockerEngineTimeout => TryGetValue<int?>(() => DockerEngineTimeout);

    /// <summary>What the parameters come to. Override it for what has no parameter.</summary>
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
                RegistryAnswer = Seconds(DockerRegistryTimeout, DockerImportTimeout == 0 ? null : limits.RegistryAnswer),
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
