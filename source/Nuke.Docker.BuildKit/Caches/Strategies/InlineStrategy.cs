using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>
/// An inline cache, which is exported as part of the image and imported from the pushed image. It contains only the final stage. Every engine can
/// export it.
/// </summary>
public sealed record InlineStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "inline";

    private protected override CacheDecision DecideCore(CacheFacts facts) => facts.References.Count == 0
        ? CacheDecision.None("an inline cache is imported by the tag of the image, and the image has none")
        : new(
            [.. facts.References.Distinct(StringComparer.Ordinal).Select(reference => new RegistryCacheFrom(reference))],
            [new InlineCacheTo()],
            $"inline, imported from {string.Join(", ", facts.References)} after a push");
}
