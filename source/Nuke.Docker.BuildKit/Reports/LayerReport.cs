namespace Nuke.Docker.BuildKit.Reports;

/// <summary>A layer of the image.</summary>
internal sealed record LayerReport
{
    /// <summary>The instruction that created it; for the layers of a base image, how that image describes it.</summary>
    public required string Instruction { get; init; }

    /// <summary>The size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The digest of the content; <c>null</c> if the engine does not report which layer it is.</summary>
    public string? Digest { get; init; }

    /// <summary><c>true</c> if it comes from the base image.</summary>
    public bool Base { get; init; }

    /// <summary>The difference to the last build; <c>null</c> if no last build is known.</summary>
    public LayerChange? Change { get; init; }

    /// <summary>The size of the layer in the last build; <c>null</c> if there was none.</summary>
    public long? BytesBefore { get; init; }
}

/// <summary>Differences of a layer to the last build.</summary>
internal enum LayerChange
{
    /// <summary>The layer is the same.</summary>
    Same,

    /// <summary>The content changed.</summary>
    Changed,

    /// <summary>The last image had no such layer.</summary>
    Added,
}
