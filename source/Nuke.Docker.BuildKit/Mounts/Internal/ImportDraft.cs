namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A mount on its way in.</summary>
/// <param name="Index">Its place among the mounts that were asked for.</param>
internal sealed record ImportDraft(int Index, CacheMount Mount, ExportContents Contents)
{
    public ImportPlan? Plan { get; init; }

    public List<MountEntry> Damaged { get; } = [];

    /// <summary>What is carried, folders aside.</summary>
    public IEnumerable<MountEntry> Files => Plan!.Put.Where(entry => entry.Kind != EntryKind.Folder);
}
