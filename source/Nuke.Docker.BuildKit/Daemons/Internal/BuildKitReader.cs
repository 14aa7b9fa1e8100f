using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Daemons.Internal;

/// <summary>Reads the known settings of <c>buildkitd.toml</c>, and explains those that are wrong.</summary>
/// <param name="path">Path of the file.</param>
/// <param name="findings">Receives the problems.</param>
internal sealed class BuildKitReader(string path, List<Finding> findings)
{
    /// <summary>The longest duration in seconds: Go's durations end after 292 years.</summary>
    public const long MostSeconds = 9_223_372_036;

    private static readonly string[] s_workerKeys =
    [
        "enabled", "labels", "platforms", "snapshotter", "rootless", "noProcessSandbox", "gc", "gckeepstorage", "reservedSpace", "maxUsedSpace",
        "minFreeSpace", "gcpolicy", "networkMode", "cniConfigPath", "cniBinaryPath", "cniPoolSize", "bridgeName", "bridgeSubnet", "binary",
        "proxySnapshotterPath", "defaultCgroupParent", "isolateCgroups", "stargzSnapshotter", "apparmor-profile", "selinux", "max-parallelism",
        "address", "namespace", "runtime", "userRemapUnsupported",
    ];

    private static readonly string[] s_policyKeys = ["all", "filters", "keepDuration", "keepBytes", "reservedSpace", "maxUsedSpace", "minFreeSpace"];

    public BuildKitConfiguration Read(TomlTable root, string worker)
    {
        var table = TableAt(root, "worker", worker);
        var history = TableAt(root, "history");
        WarnOfTypingErrors(table, s_workerKeys);
        var configuration = new BuildKitConfiguration
        {
            MaxParallelism = Number(table, "max-parallelism"),
            GarbageCollection = Flag(table, "gc"),
            ReservedSpace = Space(table, "reservedSpace"),
            MaxUsedSpace = Space(table, "maxUsedSpace"),
            MinFreeSpace = Space(table, "minFreeSpace"),
            GarbagePolicies = [.. BuildKitTranslation.Policies(root, worker).Select(Policy)],
            Registries = [.. TableAt(root, "registry").Entries.Select(Registry).OfType<BuildKitRegistry>()],
            HistoryMaxAge = Duration(history, "maxAge"),
            HistoryMaxEntries = Number(history, "maxEntries"),
        };
        CheckRules(configuration, table, [.. BuildKitTranslation.Policies(root, worker)]);
        return configuration;
    }

    private void CheckRules(BuildKitConfiguration configuration, TomlTable table, TomlTable[] policies)
    {
        foreach (var problem in GarbageRules.Check(configuration.GarbagePolicies))
            Add(policies[problem.Index].Line, problem.Problem, problem.Cure, problem.Contradiction);
        if (GarbageRules.SpaceProblem(configuration.ReservedSpace, configuration.MaxUsedSpace) is { } space)
            Add(table.Line, space, "Raise maxUsedSpace, or lower reservedSpace", error: true);
        if (configuration is { GarbageCollection: false, GarbagePolicies.IsEmpty: false })
            Add(table.Line, "gc is false, so that the rules have no effect and the cache is never pruned", "Remove gc = false", error: false);
    }

    private GarbagePolicy Policy(TomlTable table)
    {
        WarnOfTypingErrors(table, s_policyKeys);
        return new GarbagePolicy
        {
            All = Flag(table, "all") ?? false,
            Filters = [.. Texts(table, "filters")],
            KeepDuration = Duration(table, "keepDuration"),
            ReservedSpace = Space(table, "reservedSpace"),
            MaxUsedSpace = Space(table, "maxUsedSpace"),
            MinFreeSpace = Space(table, "minFreeSpace"),
        };
    }

    private BuildKitRegistry? Registry(TomlEntry entry)
    {
        if (BuildKitRegistry.HostProblem(entry.Key, path: false) is { } problem)
        {
            Add(entry.Line, problem, "BuildKit compares it with the host in the name of an image", error: false);
            return null;
        }

        var table = entry.Value as TomlTable ?? new TomlTable(entry.Line);
        var mirrors = Texts(table, "mirrors");
        foreach (var mirror in mirrors.Select(mirror => BuildKitRegistry.HostProblem(mirror, path: true)).OfType<string>())
            Add(Find(table, "mirrors")!.Line, mirror, "Leave out the scheme; set http = true for a mirror without TLS", error: true);
        return new BuildKitRegistry(entry.Key)
        {
            Mirrors = [.. mirrors],
            Http = Flag(table, "http"),
            Insecure = Flag(table, "insecure"),
            CertificateAuthorities = [.. Texts(table, "ca")],
        };
    }

    private TimeSpan? Duration(TomlTable table, string name)
    {
        if (Find(table, name) is not { } entry)
            return null;
        switch (entry.Value)
        {
            case TomlInteger { Value: >= 0 and <= MostSeconds } seconds:
                return Seconds(seconds.Value);
            case TomlString text when GoDuration.TryParse(text.Value) is { } duration && duration >= TimeSpan.Zero:
                return duration;
            case TomlString text when long.TryParse(text.Value, out var seconds) && seconds is >= 0 and <= MostSeconds:
                return Seconds(seconds);
            case TomlString text when text.Value.EndsWith('d'):
                Add(entry.Line, $"{name} is '{text.Value}', but durations have no days", "Write hours, such as 48h", error: true);
                return null;
            default:
                Add(entry.Line, $"{name} is not a duration", "Write numbers with units, such as \"90s\" or \"48h\"", error: true);
                return null;
        }

        TimeSpan Seconds(long seconds)
        {
            Add(entry.Line, $"{name} has no unit, so that BuildKit reads {seconds} seconds", $"Write \"{seconds}s\"", error: false);
            return TimeSpan.FromSeconds(seconds);
        }
    }

    private DiskSpace? Space(TomlTable table, string name)
    {
        if (Find(table, name) is not { } entry)
            return null;
        try
        {
            switch (entry.Value)
            {
                case TomlInteger { Value: >= 0 } bytes:
                    return bytes.Value;
                case TomlString text:
                    return DiskSpace.Parse(text.Value, name);
            }
        }
        catch (InvalidSettingException problem)
        {
            Add(entry.Line, $"{name}: {problem.Problem.Split(';')[0]}", "Write a size such as \"50GB\", or a share of the disk such as \"10%\"", error: true);
            return null;
        }

        Add(entry.Line, $"{name} is not a size", "Write a size such as \"50GB\", or a share of the disk such as \"10%\"", error: true);
        return null;
    }

    private int? Number(TomlTable table, string name)
    {
        if (Find(table, name) is not { } entry)
            return null;
        if (entry.Value is TomlInteger { Value: >= 0 and <= int.MaxValue } number)
            return (int)number.Value;
        Add(entry.Line, $"{name} is not a positive number", "Write a number without quotes, such as 4", error: true);
        return null;
    }

    private bool? Flag(TomlTable table, string name)
    {
        if (Find(table, name) is not { } entry)
            return null;
        if (entry.Value is TomlBoolean flag)
            return flag.Value;
        Add(entry.Line, $"{name} is neither true nor false", "Write true or false without quotes", error: true);
        return null;
    }

    private ImmutableArray<string> Texts(TomlTable table, string name)
    {
        if (Find(table, name) is not { } entry)
            return [];
        if (entry.Value is TomlArray array && array.Items.All(item => item is TomlString))
            return [.. array.Items.Cast<TomlString>().Select(item => item.Value)];
        Add(entry.Line, $"{name} is not an array of strings", "Write [\"…\", \"…\"]", error: true);
        return [];
    }

    // The decoder is not strict: a name with a typing error has no effect, and BuildKit does not report it.
    private void WarnOfTypingErrors(TomlTable table, string[] names)
    {
        foreach (var entry in table.Entries.Where(entry => !names.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (NearestNames.Of(entry.Key, names, count: 1) is [var near])
                Add(entry.Line, $"BuildKit has no setting {entry.Key} and ignores it", $"If it should be {near}, correct it", error: false);
        }
    }

    private static TomlTable TableAt(TomlTable root, params ReadOnlySpan<string> names) => root.Find(names) as TomlTable ?? new TomlTable(1);

    private static TomlEntry? Find(TomlTable table, string name) =>
        table.Entry(name) ?? table.Entries.FirstOrDefault(entry => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void Add(int line, string problem, string cure, bool error)
    {
        var place = BuildKitFile.Place(path, line);
        findings.Add(error ? Finding.Error(place, problem, cure) : Finding.Warning(place, problem, cure));
    }
}
