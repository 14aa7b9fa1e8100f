namespace Nuke.Docker.BuildKit.Reports;

/// <summary>The image of a build.</summary>
public sealed record ImageReport
{
    /// <summary>The digest of the image or its index; <c>null</c> if the build exported none.</summary>
    public string? Digest { get; init; }

    /// <summary>The digest of the configuration; <c>null</c> if BuildKit reports none, as for an image for several platforms.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>The size in bytes, as reported by the engine; <c>null</c> if it is unknown.</summary>
    public long? Bytes { get; init; }
}
