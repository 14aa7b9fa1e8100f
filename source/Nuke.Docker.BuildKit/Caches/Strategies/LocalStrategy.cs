using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>A folder of this machine, with one folder below it for each image and, if several are built, for each platform. Branches share it: the engine's steps are found by what they do, whoever did them.</summary>
public sealed record LocalStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "local";

    /// <summary>The folder of the caches. <c>null</c>: that of the build script.</summary>
    public string? Folder { get; init; }

    /// <summary>Which steps are kept; all by default, those of builder stages too.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary><c>ignore-error</c>: a failed export doesn't fail the build. <c>null</c>: BuildKit's default.</summary>
    public bool? IgnoreError { get; init; }

    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        var decision = LocalCacheFolder.Decide(Path.Combine(Folder ?? facts.LocalFolder, CacheScope.FolderOf(facts)), facts.CanExport);
        return Mode == CacheMode.Max && IgnoreError is null
            ? decision
            : decision with { To = [.. decision.To.Select(entry => entry is LocalCacheTo local ? local with { Mode = Mode, IgnoreError = IgnoreError ?? local.IgnoreError } : entry)] };
    }
}
