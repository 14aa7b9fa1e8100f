namespace Nuke.Docker.BuildKit.Images.Sync;

/// <summary>Options of a synchronization.</summary>
internal sealed record SyncOptions
{
    /// <summary>The images.</summary>
    public required IReadOnlyList<ImageCopy> Copies { get; init; }

    /// <summary>Looks for tags that match the patterns in the destination but not in the source any longer.</summary>
    public bool FindStale { get; init; }

    /// <summary>Deletes them.</summary>
    public bool DeleteStale { get; init; }

    /// <summary>Prints the actions without executing them.</summary>
    public bool DryRun { get; init; }

    /// <summary>The number of transfers at a time.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>The destinations that failed last time. They come first.</summary>
    public IReadOnlySet<string> FailedLastTime { get; init; } = new HashSet<string>();
}
