namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>Reads and writes nothing; the engine's own layers are still reused.</summary>
public sealed record NoCacheStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "none";

    private protected override CacheDecision DecideCore(CacheFacts facts) => CacheDecision.None("none, as asked for; the engine's own layers are reused");
}
