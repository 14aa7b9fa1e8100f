namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>Imports and exports no cache. The engine still reuses its own layers.</summary>
public sealed record NoCacheStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "none";

    private protected override CacheDecision DecideCore(CacheFacts facts) =>
        CacheDecision.None("none, as requested; the engine reuses its own layers");
}
