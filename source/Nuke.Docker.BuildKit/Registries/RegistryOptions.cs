using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>Options common to all registries.</summary>
internal sealed record RegistryOptions
{
    /// <summary>The logins of docker.</summary>
    public required RegistryCredentials Credentials { get; init; }

    /// <summary>Limits the transfers.</summary>
    public required TransferLimit Limit { get; init; }

    /// <summary>Registries to which plain HTTP is allowed, besides those on this machine.</summary>
    public IReadOnlyCollection<string> Insecure { get; init; } = [];

    /// <summary>Docker's folders for certificates of registries.</summary>
    public IReadOnlyList<string> CertificateFolders { get; init; } = [];

    /// <summary>The time for which a registry may be silent.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Repetition of failed requests.</summary>
    public RetrySchedule Retry { get; init; } = new();

    /// <summary>The largest number of connections to a registry.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
