namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A mount during an export.</summary>
/// <param name="Intact">The undamaged entries of the previous export.</param>
/// <param name="Damaged">The paths of the damaged entries.</param>
internal sealed record ExportDraft(CacheMount Mount, ExportContents Before, IReadOnlyDictionary<string, MountEntry> Intact, IReadOnlyList<string> Damaged)
{
    public MountListing? Listing { get; init; }

    public ExportPlan? Plan { get; init; }

    public IReadOnlyList<MountEntry> Carried { get; init; } = [];

    /// <summary>The new entry in the manifest. <c>null</c>: the previous one is kept.</summary>
    public ExportedMount? Result { get; init; }
}
