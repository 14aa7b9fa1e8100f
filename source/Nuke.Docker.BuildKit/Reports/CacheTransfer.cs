namespace Nuke.Docker.BuildKit.Reports;

/// <summary>An import or export of a cache.</summary>
public sealed record CacheTransfer
{
    /// <summary>The source or destination <c>local folder</c>, <c>registry</c> or a reference.</summary>
    public required string Place { get; init; }

    /// <summary><c>true</c> if it succeeded; otherwise, <see cref="Error"/> contains the reason.</summary>
    public bool Succeeded { get; init; }

    /// <summary>The error message; <c>null</c> if it succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>The duration in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The number of transferred bytes; <c>null</c> if BuildKit reports none, as for content that was already there.</summary>
    public long? Bytes { get; init; }

    /// <summary>The digests of the manifests that an export to a registry wrote.</summary>
    internal IReadOnlyList<string> Manifests { get; init; } = [];
}
