using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>What a rung means for a bake: overrides (<c>--set</c>) for the targets concerned, so that the file stays as it was written. The others keep their caches.</summary>
internal sealed class BakeRungs(BuildxBakeSettings settings, SortedDictionary<string, BakedTarget> targets) : IRungs
{
    private const string CacheFrom = "cache-from";
    private const string CacheTo = "cache-to";

    /// <summary>What the next attempt runs.</summary>
    public BuildxBakeSettings Settings { get; private set; } = settings;

    public RecoverySituation Situation => new()
    {
        Imports = targets.Values.Any(target => target.Situation.Imports),
        Exports = targets.Values.Any(target => target.Situation.Exports),
        Uncached = targets.Values.All(target => target.Situation.Uncached),
    };

    /// <summary>Leaves of a target what is left of its build.</summary>
    public void Leave(string target, BuildxBuildSettings left)
    {
        var before = targets[target].Build!;
        Replace(target, CacheFrom, before.CacheFrom, left.CacheFrom);
        Replace(target, CacheTo, before.CacheTo, left.CacheTo);
        // A rung before may have left out more: that shows in the situation alone.
        var (now, rest) = (targets[target].Situation, BuildRungs.SituationOf(left));
        targets[target] = targets[target] with { Situation = now with { Imports = now.Imports && rest.Imports, Exports = now.Exports && rest.Exports }, Build = left };
    }

    public void Apply(RecoveryDecision decision, DockerFault fault, IReadOnlyCollection<string> failed, Func<BuildxBuildSettings, BuildxBuildSettings> withoutDamaged)
    {
        if (decision.Rung == RecoveryRung.WithoutImport && LeaveOutDamaged(withoutDamaged))
            return;
        var concerned = targets.Keys.Where(target => failed.Contains(target) && Has(target, decision.Rung)).ToList();
        if (concerned.Count == 0)
            concerned = [.. targets.Keys.Where(target => Has(target, decision.Rung))];
        Add(concerned.SelectMany(target => Overrides(target, decision)));
        foreach (var target in concerned)
            targets[target] = targets[target] with { Situation = After(targets[target].Situation, decision.Rung) };
    }

    // False where no import is known to be damaged: then all of them may be.
    private bool LeaveOutDamaged(Func<BuildxBuildSettings, BuildxBuildSettings> withoutDamaged)
    {
        var isLess = false;
        foreach (var (target, baked) in targets.ToList())
        {
            if (baked is not { Build: { CacheFrom: { } imports } build, Situation.Imports: true } || withoutDamaged(build) is not { CacheFrom: { } whole } left || whole.Count == imports.Count)
                continue;
            isLess = true;
            Leave(target, left);
        }
        return isLess;
    }

    // The first override replaces the list, the next ones add to it; an empty one clears it. What holds a secret can't stand in an argument.
    private void Replace(string target, string key, IReadOnlyList<CacheEntry>? before, IReadOnlyList<CacheEntry>? after)
    {
        if (after is null || before!.Count == after.Count)
            return;
        Settings = Settings with { Set = Settings.Set?.RemoveAll(set => set.Target == target && set.Key == key) };
        Add(after.Count == 0 || after.Any(entry => entry.ToArgument() is var argument && argument.ToString() != argument.Value)
            ? [new(target, key, "")]
            : after.Select(entry => new BakeOverride(target, key, entry.ToArgument().Value)));
    }

    private void Add(IEnumerable<BakeOverride> overrides)
    {
        var set = (Settings.Set ?? []).AddRange(overrides);
        Settings = set.IsEmpty ? Settings : Settings with { Set = set };
    }

    private bool Has(string target, RecoveryRung? rung) => rung switch
    {
        RecoveryRung.WithoutImport => targets[target].Situation.Imports,
        RecoveryRung.WithoutExport => targets[target].Situation.Exports,
        _ => true,
    };

    private static IEnumerable<BakeOverride> Overrides(string target, RecoveryDecision decision) => decision.Rung switch
    {
        RecoveryRung.WithoutImport => [new(target, CacheFrom, "")],
        RecoveryRung.WithoutExport => [new(target, CacheTo, "")],
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
