using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>
/// A local folder, with a subfolder for each image and, if several are built, for each platform. Branches share it, because BuildKit identifies steps
/// by their content.
/// </summary>
public sealed record LocalStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "local";

    /// <summary>The folder of the caches. <c>null</c>: the folder of the build class.</summary>
    public string? Folder { get; init; }

    /// <summary>The steps to export. Default: all, including those of builder stages.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary><c>ignore-error</c>: true to continue the build if the export fails. <c>null</c>: BuildKit's default.</summary>
    public bool? IgnoreError { get; init; }

    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        var decision = LocalCacheFolder.Decide(Path.Combine(Folder ?? facts.LocalFolder, CacheScope.FolderOf(facts)), facts.CanExport);
        return Mode == CacheMode.Max && IgnoreError is null ? decision : decision with { To = [.. decision.To.Select(Apply)] };

        CacheTo Apply(CacheTo entry) =>
            entry is LocalCacheTo local ? local with { Mode = Mode, IgnoreError = IgnoreError ?? local.IgnoreError } : entry;
    }
}
