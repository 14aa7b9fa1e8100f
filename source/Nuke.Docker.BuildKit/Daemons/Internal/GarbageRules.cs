using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Daemons.Internal;

/// <summary>Finds rules of a garbage collection that contradict each other or never limit the cache.</summary>
internal static class GarbageRules
{
    /// <summary>A problem of a rule.</summary>
    /// <param name="Index">Index of the rule.</param>
    /// <param name="Problem">The problem, as a clause.</param>
    /// <param name="Cure">The fix, as an imperative.</param>
    /// <param name="Contradiction">True if no one can mean it; false if it works, but not as a limit.</param>
    public sealed record RuleProblem(int Index, string Problem, string Cure, bool Contradiction);

    public static IEnumerable<RuleProblem> Check(IReadOnlyList<GarbagePolicy> policies)
    {
        for (var index = 0; index < policies.Count; index++)
        {
            var policy = policies[index];
            if (SpaceProblem(policy.ReservedSpace, policy.MaxUsedSpace) is { } problem)
                yield return new(index, problem, "Raise maxUsedSpace, or lower reservedSpace", true);
            if (policy is { KeepDuration: null, ReservedSpace: null, MaxUsedSpace: null, MinFreeSpace: null })
                yield return new(index, "the rule has no limit, so that it deletes all records that are not in use", "Set maxUsedSpace or keepDuration", true);
            if (policy.IsRest && index < policies.Count - 1)
                yield return new(index, "the rule applies to all records, but others follow", "Move it to the end", true);
        }

        if (policies.Count == 0)
            yield break;
        if (!policies[^1].IsRest)
            yield return new(
                policies.Count - 1,
                "the last rule excludes records by age or kind, so that others are never deleted",
                "Add a last rule with all = true and maxUsedSpace, without filters and keepDuration",
                false);
        else if (policies.All(policy => policy.MaxUsedSpace is null && policy.MinFreeSpace is null))
            yield return new(
                policies.Count - 1,
                "no rule has a cap: reservedSpace (formerly keepBytes) is a floor, so that the cache can fill the disk",
                "Set maxUsedSpace or minFreeSpace in the last rule",
                false);
    }

    /// <summary>Compares a floor and a cap.</summary>
    public static string? SpaceProblem(DiskSpace? floor, DiskSpace? cap) => floor is { } least && cap is { } most && most.IsBelow(least)
        ? $"the cap maxUsedSpace ({most}) is below the floor reservedSpace ({least})"
        : null;

    /// <exception cref="InvalidSettingException">A rule has a problem.</exception>
    public static void Require(IReadOnlyList<GarbagePolicy> policies, string setting)
    {
        if (Check(policies).FirstOrDefault() is { } found)
            throw new InvalidSettingException($"{setting}, rule {found.Index + 1}", $"{found.Problem}. {found.Cure}");
    }

    /// <exception cref="InvalidSettingException">The cap is below the floor.</exception>
    public static void RequireSpaces(string setting, DiskSpace? floor, DiskSpace? cap)
    {
        if (SpaceProblem(floor, cap) is { } problem)
            throw new InvalidSettingException(setting, problem);
    }
}
