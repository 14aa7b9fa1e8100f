namespace Nuke.Docker.BuildKit.Reports;

/// <summary>A cache that was read or written.</summary>
public sealed record CacheTransfer
{
    /// <summary>Where from or where to, in BuildKit's words: <c>client directory</c>, <c>registry</c>, a reference.</summary>
    public required string Place { get; init; }

    /// <summary>False where <see cref="Error"/> says why not.</summary>
    public bool Succeeded { get; init; }

    /// <summary>Null where it went well.</summary>
    public string? Error { get; init; }

    /// <summary>Time it took in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Bytes moved; null where BuildKit doesn't tell, which is the rule for what was there already.</summary>
    public long? Bytes { get; init; }
}
