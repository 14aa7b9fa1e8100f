namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>Options of the ledger of a build: its folder, and whether a build is skipped that has nothing to do.</summary>
internal sealed record LedgerOptions
{
    /// <summary>The folder of all ledgers. It is created if needed.</summary>
    public required string Directory { get; init; }

    /// <summary>The id of the engine; <c>null</c> if it is not known. Builds are then never skipped.</summary>
    public string? EngineId { get; init; }

    /// <summary>The driver of the builder, such as <c>docker</c>; <c>null</c> if it is not known. Builds are then never skipped.</summary>
    public string? BuilderDriver { get; init; }

    /// <summary>
    /// True if a build ends at once if nothing that its image depends on has changed and the image is where the build would put it. Default: false.
    /// </summary>
    public bool Skip { get; init; }

    /// <summary>True to ask servers for the versions of the files and branches that commands download. Default: true.</summary>
    public bool ChecksDownloads { get; init; } = true;

    /// <summary>Returns the command that runs a target, for advice; <c>null</c>: the name of the target.</summary>
    public Func<string, string>? CommandOf { get; init; }

    /// <summary>Returns true for the reference of an image that the same repository builds: pinning it makes no sense. <c>null</c>: none is known.</summary>
    public Func<string, bool>? IsBuiltHere { get; init; }

    /// <summary>True if the report of a build that is skipped contains the sizes of earlier images. Reading them takes time.</summary>
    public bool ReadsSizes { get; init; }
}
