namespace Nuke.Docker.BuildKit.Images.Sync;

/// <summary>The state of an image.</summary>
internal enum SyncStatus
{
    /// <summary>It has not been compared yet.</summary>
    Pending,

    /// <summary>The destination lacks it.</summary>
    Planned,

    /// <summary>The destination has it.</summary>
    Unchanged,

    /// <summary>It was copied.</summary>
    Copied,

    /// <summary>It was copied through the engine, because a registry couldn't be reached or only the engine had it.</summary>
    CopiedByEngine,

    /// <summary>It could not be copied.</summary>
    Failed,

    /// <summary>The tag is no longer in the source, but still in the destination.</summary>
    Stale,

    /// <summary>The tag is no longer in the source, and was deleted in the destination.</summary>
    Deleted,
}
