using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Settings;

namespace Nuke.Docker.BuildKit.Recovery.Internal;

/// <summary>What a rung means for a bake: overrides (<c>--set</c>) for the targets concerned. The others keep their caches.</summary>
internal sealed class BakeRungs(SortedDictionary<string, BakedTarget> targets)
{
    public RecoverySituation Situation => new()
    {
        Imports = targets.Values.Any(target => target.Situation.Imports),
        Exports = targets.Values.Any(target => target.Situation.Exports),
        Uncached = targets.Values.All(target => target.Situation.Uncached),
    };

    /// <param name="settings">The bake.</param>
    /// <param name="decision">The rung.</param>
    /// <param name="failed">The targets in whose part something failed. Empty: nobody knows, and all of them count.</param>
    public BuildxBakeSettings Apply(BuildxBakeSettings settings, RecoveryDecision decision, IReadOnlyCollection<string> failed)
    {
        var concerned = targets.Keys.Where(target => failed.Contains(target) && Has(target, decision.Rung)).ToList();
        if (concerned.Count == 0)
            concerned = [.. targets.Keys.Where(target => Has(target, decision.Rung))];
        var overrides = concerned.SelectMany(target => Overrides(target, decision)).ToImmutableList();
        foreach (var target in concerned)
            targets[target] = targets[target] with { Situation = After(targets[target].Situation, decision.Rung) };
        return overrides.IsEmpty ? settings : settings with { Set = [.. settings.Set ?? [], .. overrides] };
    }

    private bool Has(string target, RecoveryRung? rung) => rung switch
    {
        RecoveryRung.WithoutImport => targets[target].Situation.Imports,
        RecoveryRung.WithoutExport => targets[target].Situation.Exports,
        _ => true,
    };

    private static IEnumerable<BakeOverride> Overrides(string target, RecoveryDecision decision) => decision.Rung switch
    {
        RecoveryRung.WithoutImport => [new(target, "cache-from", "")],
        RecoveryRung.WithoutExport => [new(target, "cache-to", "")],
        RecoveryRung.StageUncached => [new(target, "no-cache-filter", decision.Stage ?? "")],
        RecoveryRung.Uncached => [new(target, "no-cache", "true")],
        _ => [],
    };

    private static RecoverySituation After(RecoverySituation situation, RecoveryRung? rung) => rung switch
    {
        RecoveryRung.WithoutImport => situation with { Imports = false },
        RecoveryRung.WithoutExport => situation with { Exports = false },
        RecoveryRung.Uncached => situation with { Uncached = true },
        _ => situation,
    };
}
