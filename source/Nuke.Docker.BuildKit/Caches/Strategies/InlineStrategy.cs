using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>The cache goes into the image and is read from the pushed image. It keeps the final stage only, and is the one that every engine can write.</summary>
public sealed record InlineStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "inline";

    private protected override CacheDecision DecideCore(CacheFacts facts) => facts.References.Count == 0
        ? CacheDecision.None("an inline cache is read by the image's tag, and it has none")
        : new(
            [.. facts.References.Distinct(StringComparer.Ordinal).Select(reference => new RegistryCacheFrom(reference))],
            [new InlineCacheTo()],
            $"within the image, read from {string.Join(", ", facts.References)} once that is pushed");
}
