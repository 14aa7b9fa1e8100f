namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A mount on its way out.</summary>
/// <param name="Intact">Those entries of the export that can be kept.</param>
/// <param name="Damaged">The others.</param>
internal sealed record ExportDraft(CacheMount Mount, ExportContents Before, IReadOnlyDictionary<string, MountEntry> Intact, IReadOnlyList<string> Damaged)
{
    public MountListing? Listing { get; init; }

    public ExportPlan? Plan { get; init; }

    public IReadOnlyList<MountEntry> Carried { get; init; } = [];

    /// <summary>Its new line in the manifest; null where the old one stays.</summary>
    public ExportedMount? Result { get; init; }
}
