using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>Several strategies. All are imported, in this order, and all that are not read-only are exported.</summary>
/// <param name="Strategies">The strategies, in the order of their imports.</param>
public sealed record ChainStrategy(ImmutableList<CacheStrategy> Strategies) : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => string.Join(',', Strategies.Select(strategy => strategy.ReadOnly ? $"{strategy.Name}:ro" : strategy.Name));

    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        List<CacheDecision> decisions = [.. Strategies.Select(strategy => strategy.Decide(facts))];
        return new(
            [.. Once(decisions.SelectMany(decision => decision.From))],
            [.. Once(decisions.SelectMany(decision => decision.To))],
            string.Join("; ", decisions.Select(decision => decision.Reason)));
    }

    private static IEnumerable<T> Once<T>(IEnumerable<T> entries)
        where T : CacheEntry => entries.DistinctBy(entry => entry.ToArgument().Value, StringComparer.Ordinal);
}
