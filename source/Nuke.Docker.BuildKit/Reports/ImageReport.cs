namespace Nuke.Docker.BuildKit.Reports;

/// <summary>The image that a build made.</summary>
public sealed record ImageReport
{
    /// <summary>The digest that names it in a registry; null where the build exported none.</summary>
    public string? Digest { get; init; }

    /// <summary>Null where BuildKit doesn't tell, as for an image of several platforms.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>Size in bytes as the engine counts it; null where nobody asked.</summary>
    public long? Bytes { get; init; }
}
