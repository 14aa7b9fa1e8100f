namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A mount during an import.</summary>
/// <param name="Index">The index among the requested mounts.</param>
internal sealed record ImportDraft(int Index, CacheMount Mount, ExportContents Contents)
{
    public ImportPlan? Plan { get; init; }

    public List<MountEntry> Damaged { get; } = [];

    /// <summary>The entries to copy, without folders.</summary>
    public IEnumerable<MountEntry> Files => Plan!.Put.Where(entry => entry.Kind != EntryKind.Folder);
}
