using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Checks the rules of BuildKit's garbage collection.</summary>
internal static class GarbageChecks
{
    // A cache mount that contains torch is larger.
    private const long SmallMounts = 4_000_000_000;
    private const long Floor = 50_000_000_000;
    private static readonly TimeSpan s_short = TimeSpan.FromDays(7);

    // Before, the filter of the rule matched nothing, so that it did no harm.
    private static readonly Version s_effective = new(0, 31);

    // The last release of the engine with an earlier BuildKit. Builds of distributions don't report BuildKit's version.
    private const int LastHarmlessEngine = 28;

    public static IEnumerable<Diagnosis> Rules(DoctorFacts facts)
    {
        if (facts.Builder?.Nodes is not [{ GarbageRules: { Count: > 0 } rules }, ..])
            yield break;

        var fine = true;
        if (rules.FirstOrDefault(rule => TakesMounts(rule) && rule.KeepDuration <= s_short && Kept(rule) < SmallMounts) is { } eager
            && VersionOf(facts) is var version && (version is null || version >= s_effective))
        {
            fine = false;
            yield return new Diagnosis(
                "garbage collection",
                version is null ? DiagnosisSeverity.Hint : DiagnosisSeverity.Warning,
                $"cache mounts unused for {Hours(eager.KeepDuration!.Value)} are removed as soon as records of this kind exceed {HumanText.Size(Kept(eager))}",
                "After a weekend, pip and uv may download everything again",
                Cure(facts)) { Fix = Fix(facts) };
        }

        if (rules.All(rule => rule.MaxUsedSpace is null && rule.MinFreeSpace is null))
        {
            fine = false;
            yield return new Diagnosis(
                "garbage collection",
                DiagnosisSeverity.Warning,
                "no rule has an upper limit",
                "reservedSpace (formerly keepBytes, gckeepstorage) is a minimum, not a limit: the cache can fill the disk",
                "Set maxUsedSpace or minFreeSpace in the last rule, the one without a filter");
        }
        else if (!rules[^1].All || rules[^1].KeepDuration is not null)
        {
            fine = false;
            yield return new Diagnosis(
                "garbage collection",
                DiagnosisSeverity.Warning,
                "the last rule excludes records by age or kind",
                "New and internal records are never removed, whatever their size",
                "Add a last rule with all = true and maxUsedSpace, without keepDuration");
        }

        if (fine)
            yield return new Diagnosis("garbage collection", DiagnosisSeverity.Fine, $"{rules.Count} rules, with an upper limit");
    }

    // Docker reserves a tenth of the minimum for cache mounts; on a small disk the default is better. A configured policy is not changed.
    private static ImmutableArray<DaemonSetting> Fix(DoctorFacts facts) =>
        facts is { Builder.Driver: "docker", DaemonConfiguration: { } file, EngineDisk: { Free: >= Floor, Total: >= 4 * Floor } }
        && !DaemonConfigurationChecks.HasGarbagePolicy(file)
            ? [new DaemonSetting(["builder", "gc", "enabled"], "true"), new DaemonSetting(["builder", "gc", "defaultReservedSpace"], "\"50GB\"")]
            : [];

    private static string Cure(DoctorFacts facts) => facts.Builder!.Driver == "docker"
        ? "Raise the minimum in daemon.json: \"builder\": {\"gc\": {\"enabled\": true, \"defaultReservedSpace\": \"50GB\"}}"
        : "Write a [[worker.oci.gcpolicy]] for type==exec.cachemount with a longer keepDuration and a higher reservedSpace into the builder's "
            + "buildkitd.toml; custom rules replace all four default rules";

    private static Version? VersionOf(DoctorFacts facts) =>
        ToolVersions.Parse(facts.Builder!.Nodes[0].Version) is { Major: > 0 } or { Minor: > 0 } ? ToolVersions.Parse(facts.Builder.Nodes[0].Version)
        : facts.Versions.BuildKit is { } known ? known
        : facts is { Builder.Driver: "docker", Versions.Engine: { Major: <= LastHarmlessEngine } } ? new Version(0, 0)
        : null;

    private static bool TakesMounts(GarbageRule rule) => rule.Filters.Any(filter => filter.Contains("exec.cachemount", StringComparison.Ordinal));

    private static long Kept(GarbageRule rule) => Math.Max(rule.ReservedSpace?.Bytes ?? 0, rule.MaxUsedSpace?.Bytes ?? 0);

    private static string Hours(TimeSpan time) => time.TotalHours < 96 ? $"{time.TotalHours:0} hours" : $"{time.TotalDays:0} days";
}
