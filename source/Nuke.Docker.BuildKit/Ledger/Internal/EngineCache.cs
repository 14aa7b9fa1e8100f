using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The cache records of an engine, compared with those after an earlier build.</summary>
internal sealed class EngineCache
{
    // A folder without entries takes a block.
    private const long EmptyFolder = 4096;

    // The clocks of the engine and of this machine, and the time between the end of a step and the end of the build.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<EngineCacheRecord> _records;
    private readonly HashSet<string> _ids;
    private readonly CacheDeletion? _deletion;

    /// <param name="records">The records.</param>
    /// <param name="known">The records after an earlier build.</param>
    /// <param name="now">The current time, at which a deletion is noticed.</param>
    public EngineCache(IReadOnlyList<EngineCacheRecord> records, CacheRecords known, DateTimeOffset now)
    {
        (_records, Known) = (records, known);
        _ids = [.. records.Select(record => record.Id)];
        _deletion = known.DeletionOf(_ids, now);
    }

    /// <summary>The records after an earlier build.</summary>
    public CacheRecords Known { get; }

    /// <summary>The records as they are remembered for the next build.</summary>
    public CacheRecords Now => CacheRecords.Of(_records, _deletion);

    /// <summary>The ids of the cache mounts that were restored before the build.</summary>
    public IReadOnlySet<string> Restored { get; init; } = new HashSet<string>();

    /// <summary>Returns the last deletion of records that was noticed, if no build has run or found a result since then; otherwise <c>null</c>.</summary>
    /// <param name="seen">The time at which a build last ran or found the result; <c>null</c> if it is not known.</param>
    public CacheDeletion? DeletionAfter(DateTimeOffset? seen) =>
        // The build that notices a deletion has run or found its own results after it, often within the same millisecond.
        seen >= _deletion?.Time ? null : _deletion;

    /// <summary>Returns true if there is a record of this id.</summary>
    public bool Has(string id) => id.Length > 0 && _ids.Contains(id);

    /// <summary>Returns the newest record of the result of a step; <c>null</c> if none can be assigned to it.</summary>
    public string? RecordOf(LedgerStep step) => Wanted(step) is not { } wanted ? null
        : Results.Where(record => IsOf(record, wanted)).MaxBy(record => record.Created)?.Id;

    /// <summary>
    /// Returns true if there is a record that no build here knows and that may be the result of a step: something else has built on the engine.
    /// </summary>
    public bool MayHaveForeign(LedgerStep step)
    {
        var wanted = Wanted(step);
        return Results.Any(record => !Known.Contains(record.Id) && (wanted is null || IsOf(record, wanted)));
    }

    /// <summary>Returns true if the record of a step can be recognized by its description.</summary>
    public static bool Describes(LedgerStep step) => Wanted(step) is not null;

    /// <summary>Returns whether the result of a step was deleted; <c>null</c> if that is not certain, because several records may be its result.</summary>
    /// <param name="step">The step.</param>
    /// <param name="record">The id of the record of its result; empty if it is not known.</param>
    /// <param name="created">The time at which the result was created; <c>null</c> if it is not known.</param>
    public bool? HasLost(LedgerStep step, string record, DateTimeOffset? created)
    {
        if (Has(record))
            return false;
        // BuildKit may have kept an older, equal result instead of the newest one.
        if (record.Length > 0)
            return Wanted(step) is { } text && Results.Any(result => Known.Contains(result.Id) && IsOf(result, text)) ? null : true;
        if (!Known.IsEmpty)
            return !Results.Any(result => Known.Contains(result.Id));
        // Without the records of an earlier build, no record may be as old as the result.
        var old = created is { } time ? Results.Where(result => result.Created <= time + s_slack) : Results;
        return Wanted(step) is not { } wanted ? !old.Any() : !old.Any(result => IsOf(result, wanted));
    }

    /// <summary>Returns the targets of the cache mounts of a step that an earlier build had filled, and that were deleted.</summary>
    /// <param name="step">The step.</param>
    /// <param name="since">A newer mount does not count as the old one; <c>null</c>: it does.</param>
    public IEnumerable<string> EmptiedMounts(LedgerStep step, DateTimeOffset? since = null)
    {
        foreach (var (target, id) in step.CacheMounts)
        {
            if (!Known.HasMount(id) || Restored.Contains(id))
                continue;
            var mounts = _records.Where(record => CacheRecords.MountOf(record) == id);
            if (!mounts.Any(mount => Known.Contains(mount.Id) || since is null || mount.Created < since - s_slack))
                yield return target;
        }
    }

    /// <summary>Returns true if the engine has no cache mount of this id, or an empty one.</summary>
    public bool LacksMount(string id) => _records.All(record => CacheRecords.MountOf(record) != id || record.Size is > 0 and <= EmptyFolder);

    private static bool IsOf(EngineCacheRecord record, string text) => record.Description.Contains(text, StringComparison.Ordinal);

    private IEnumerable<EngineCacheRecord> Results => _records.Where(record => record.Type is "regular" or "internal" or "frontend");

    // "mount / from exec /bin/sh -c pip install" and "[builder 2/5] COPY . .". A long, expanded or multi-line text is shown in another form.
    private static string? Wanted(LedgerStep step)
    {
        var arguments = step.Instruction.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? step.Instruction[space..] : "";
        var text = step.Keyword == "RUN" ? step.Inputs.GetValueOrDefault("command", "") : $"{step.Keyword}{arguments}";
        var isPlain = text.Length is > 0 and <= 100
            && text.AsSpan().IndexOfAny("\n\\$…") < 0
            && text[0] != '['
            && !text.Contains("<<", StringComparison.Ordinal)
            && !text.Contains("  ", StringComparison.Ordinal)
            && !step.Instruction.Contains(Redactor.Mark, StringComparison.Ordinal);
        return isPlain ? text : null;
    }
}
