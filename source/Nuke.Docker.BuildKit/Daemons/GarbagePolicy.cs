using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Daemons;

/// <summary>
/// A rule of BuildKit's garbage collection. Rules of one's own replace all default rules, and are applied in order. The last one should be
/// <see cref="Rest"/>: without a rule for all records, the cache can fill the disk.
/// </summary>
public sealed record GarbagePolicy
{
    /// <summary>True to delete internal and frontend records, too. Default: false.</summary>
    public bool All { get; init; }

    /// <summary>
    /// Records that the rule deletes, each as <c>field==value</c>: <c>type==exec.cachemount</c>. A record must match one of them; a comma within
    /// one means "and". Empty: all records.
    /// </summary>
    public ImmutableList<string> Filters { get; init; } = [];

    /// <summary>Keeps records that were used within this time. <c>null</c>: age does not count.</summary>
    public TimeSpan? KeepDuration { get; init; }

    /// <summary>The floor: the rule always keeps this much. <c>null</c>: nothing. Formerly <c>keepBytes</c>.</summary>
    public DiskSpace? ReservedSpace { get; init; }

    /// <summary>The cap: the rule deletes what exceeds it. <c>null</c>: no cap.</summary>
    public DiskSpace? MaxUsedSpace { get; init; }

    /// <summary>Space to leave free on the disk, unless <see cref="ReservedSpace"/> prevents it. <c>null</c>: none.</summary>
    public DiskSpace? MinFreeSpace { get; init; }

    /// <summary>Creates a rule for the cache mounts of <c>RUN --mount=type=cache</c>, such as the downloads of pip and uv.</summary>
    /// <param name="keepDuration">Keeps what was used within this time.</param>
    /// <param name="reservedSpace">Keeps this much in any case.</param>
    [Pure]
    public static GarbagePolicy CacheMounts(TimeSpan keepDuration, DiskSpace reservedSpace) => new()
    {
        Filters = ["type==exec.cachemount"],
        KeepDuration = keepDuration,
        ReservedSpace = reservedSpace,
    };

    /// <summary>Creates the last rule: it applies to all records and keeps the cache below a size.</summary>
    /// <param name="maxUsedSpace">The cap.</param>
    /// <param name="minFreeSpace">Space to leave free on the disk. <c>null</c>: none.</param>
    [Pure]
    public static GarbagePolicy Rest(DiskSpace maxUsedSpace, DiskSpace? minFreeSpace = null) =>
        new() { All = true, MaxUsedSpace = maxUsedSpace, MinFreeSpace = minFreeSpace };

    /// <summary>Returns whether the rule applies to all records, whatever their age and kind.</summary>
    internal bool IsRest => All && Filters.IsEmpty && KeepDuration is null;

    /// <summary>Returns the pairs of a table in <c>buildkitd.toml</c>.</summary>
    internal IReadOnlyList<string> ToToml()
    {
        List<string> pairs = [];
        if (All)
            pairs.Add("all = true");
        if (!Filters.IsEmpty)
            pairs.Add($"filters = {TomlWriter.Value(Filters)}");
        if (KeepDuration is { } duration)
            pairs.Add($"keepDuration = {TomlWriter.Value(GoDuration.Format(duration))}");
        foreach (var (name, space) in Spaces.Where(space => space.Value is not null))
            pairs.Add($"{name} = {TomlWriter.Value(space!.Value.ToString())}");
        return pairs;
    }

    /// <summary>Returns the rule in <c>daemon.json</c>, where a filter has one <c>=</c> and each field one value.</summary>
    /// <exception cref="InvalidSettingException">Docker has no such rule.</exception>
    internal JsonObject ToJson()
    {
        const string setting = "builder.gc.policy";
        List<string> filters =
        [
            .. Filters.SelectMany(filter => filter.Split(',', StringSplitOptions.TrimEntries))
                .Select(filter => filter.Replace("==", "=", StringComparison.Ordinal)),
        ];
        if (filters.GroupBy(filter => filter.Split('=', 2)[0]).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidSettingException(setting, $"docker accepts one value for '{twice.Key}' in a rule; write a rule for each value");
        if (Filters is [_, _, ..])
            throw new InvalidSettingException(setting, "docker deletes what matches all filters of a rule; write a rule for each filter");
        if (KeepDuration is { } duration)
            filters.Add($"until={GoDuration.Format(duration)}");
        if (Spaces.FirstOrDefault(space => space.Value is { Percent: > 0 }) is { Name: { } share })
            throw new InvalidSettingException(setting, $"docker accepts no percentage for {share} in daemon.json; write a size such as 50GB");

        var rule = new JsonObject();
        if (All)
            rule["all"] = true;
        if (filters.Count > 0)
            rule["filter"] = new JsonArray([.. filters.Select(filter => JsonValue.Create(filter))]);
        foreach (var (name, space) in Spaces.Where(space => space.Value is not null))
            rule[name] = space!.Value.ToString();
        return rule;
    }

    private IEnumerable<(string Name, DiskSpace? Value)> Spaces =>
        [("reservedSpace", ReservedSpace), ("maxUsedSpace", MaxUsedSpace), ("minFreeSpace", MinFreeSpace)];
}
