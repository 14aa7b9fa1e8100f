using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Finds the causes of the steps that ran, by comparing a build with an earlier one.</summary>
internal sealed class CauseFinder
{
    private const double NoticeablyLonger = 1.2;
    private const string MinimalCache = "a cache with mode=min has only the layers of the image";
    private const string MaximalCache = "Export the cache with mode=max.";

    private readonly BuildLedger? _before;
    private readonly BuildLedger _now;
    private readonly StepMemory _memory;
    private readonly EngineCache? _cache;
    private readonly string? _concurrent;
    private readonly BuildLedger? _finished;
    private readonly int[] _matches;
    private readonly IReadOnlyList<InputDifference>[] _differences;

    private CauseFinder(BuildLedger? before, BuildLedger now, StepMemory memory, EngineCache? cache, string? concurrent, BuildLedger? finished)
    {
        (_before, _now, _memory, _cache, _concurrent, _finished) = (before, now, memory, cache, concurrent, finished);
        _matches = before is null ? [.. now.Steps.Select(_ => -1)] : StepMatching.Match(before.Steps, now.Steps);
        _differences = [.. now.Steps.Select((step, index) => OldOf(index) is { } old ? InputDifference.Of(before!, old, now, step) : [])];
    }

    /// <summary>Finds the causes, in the order of the steps.</summary>
    /// <param name="before">The earlier build; <c>null</c> if there is none.</param>
    /// <param name="now">The build to explain.</param>
    /// <param name="memory">The results that the engines had created before the build.</param>
    /// <param name="cache">The cache records of the engine after the build, compared with those before it; <c>null</c> if they are not known.</param>
    /// <param name="concurrent">An image that was built at the same time; <c>null</c> if none is known.</param>
    /// <param name="finished">The last successful build, if the earlier one failed; <c>null</c> if there is none.</param>
    public static IReadOnlyList<StepCause> Find(
        BuildLedger? before,
        BuildLedger now,
        StepMemory memory,
        EngineCache? cache = null,
        string? concurrent = null,
        BuildLedger? finished = null)
    {
        var finder = new CauseFinder(before, now, memory, cache, concurrent, finished);
        List<StepCause?> causes = [.. Enumerable.Range(0, now.Steps.Count).Select(index => finder.CauseOf(index))];
        return
        [
            .. Followers.Count(now.Steps, causes),
            .. Enumerable.Range(0, now.Steps.Count).Select(finder.EmptyMount).OfType<StepCause>(),
            .. now.Steps.Select(HiddenFile).OfType<StepCause>(),
            .. UnreadableFiles(now),
        ];
    }

    // Whether it ran or not: BuildKit may have the old content.
    private static StepCause? HiddenFile(LedgerStep step) => step is not { HiddenFile: { } file, Result: "cached" or "ran" } ? null : Create(
        step,
        CauseKind.OutsideKey,
        $"it may have the old content of {file}: the size and the time of the file did not change, and buildx compares only these",
        [file],
        $"If the image has the old content, change the time of the file: touch {file}.");

    // buildx sends such a file without its content, and prints nothing.
    private static IEnumerable<StepCause> UnreadableFiles(BuildLedger now)
    {
        HashSet<string> contexts = [.. now.Contexts.Where(context => context.Value.Any(file => file.IsUnreadable)).Select(context => context.Key)];
        foreach (var step in now.Steps.Where(step => step is { Result: "cached" or "ran", Context: { } context } && contexts.Contains(context)))
        {
            if (FileSentences.FilesOf(now, step).FirstOrDefault(file => file.IsUnreadable) is { Path: var file })
            {
                yield return Create(
                    step,
                    CauseKind.OutsideKey,
                    $"the image may have an empty {file}, which your user can't read",
                    [file],
                    "Give your user permission to read it, or exclude it in .dockerignore.");
            }
        }
    }

    // Not the reason why the step ran, but why it took long.
    private StepCause? EmptyMount(int index)
    {
        var step = _now.Steps[index];
        if (!HasRun(step) || _cache is null)
            return null;
        List<string> mounts = [.. _cache.EmptiedMounts(step, _now.Time - TimeSpan.FromSeconds(_now.Seconds))];
        if (mounts.Count == 0)
            return null;
        var reason = _now.NoCache || _now.IsFiltered(step) ? "BuildKit empties it if a step is built without cache"
            : "it was pruned, or garbage collection deleted it";
        var last = OldOf(index)?.RanSeconds is { } seconds && seconds * NoticeablyLonger < step.Seconds
            ? $". It took {HumanText.Duration(TimeSpan.FromSeconds(step.Seconds))} instead of {HumanText.Duration(TimeSpan.FromSeconds(seconds))}"
            : "";
        var sentence = $"it found its cache mount {string.Join(", ", mounts)} empty: {reason}{last}";
        return Create(step, CauseKind.CacheMountEmptied, sentence, mounts, null);
    }

    private StepCause? CauseOf(int index)
    {
        var step = _now.Steps[index];
        if (step.Result == "cached")
            return CachedAnyway(index, step);
        if (!HasRun(step))
            return null;
        var (kind, sentence, details, advice) = Find(index, step);
        return Create(step, kind, sentence, details, advice);
    }

    /// <summary>Returns a cause of a step.</summary>
    public static StepCause Create(LedgerStep step, CauseKind kind, string sentence, IReadOnlyList<string> details, string? advice) => new()
    {
        Stage = step.Stage,
        Platform = step.Platform,
        Number = step.Number,
        Of = step.Of,
        Instruction = step.Instruction,
        Kind = kind,
        Sentence = sentence,
        Details = details,
        Advice = advice,
        Seconds = step.Seconds,
    };

    private InputDifference Find(int index, LedgerStep step)
    {
        if (step.Result == "lost")
            return new(CauseKind.CacheLost, "BuildKit could not load its cached result", []);
        if (step.Parent >= 0 && HasRun(_now.Steps[step.Parent]))
            return new(CauseKind.ParentStep, $"the step before it ran: {_now.Steps[step.Parent].Label}", []);
        if (_now.NoCache)
            return new(CauseKind.NoCache, "the build ran with --no-cache", [], "DockerRebuild runs every RUN again and keeps the cache mounts.");
        if (_now.IsFiltered(step))
            return new(CauseKind.NoCacheFilter, $"the stage {step.StageName ?? step.Stage} was built with --no-cache-filter", []);
        if (_before is null)
            return KnownOf(step) ?? new(CauseKind.FirstBuild, "no earlier build of the image is known", []);
        if (OldOf(index) is not { } old)
            return KnownOf(step) ?? new(CauseKind.NewStep, "the step is new", []);
        if (_differences[index] is { Count: > 0 } differences)
            return InputDifference.Combine(differences);
        // A failed step runs again, whatever else has changed.
        return old.Result == "failed" && !_before.EngineStopped ? NotFinished(index, InputDifference.Failed)
            : Inherited(step, throughStages: false) ?? Source(step) ?? Inherited(step, throughStages: true) ?? Environment(index, step, old);
    }

    // What made it run in the failed build is the cause.
    private InputDifference NotFinished(int index, string sentence) =>
        InputDifference.Since(_finished, _now, index) is { } change ? change with { Sentence = $"{change.Sentence}; {sentence}" }
            : new(CauseKind.NotFinished, sentence, []);

    // Another image, or an older build of this one, had the same inputs.
    private InputDifference? KnownOf(LedgerStep step) =>
        _memory.Knows(_now.Engine, step.Key) ? Pruned(step, "an earlier build had the same inputs") : _memory.KnowsAnywhere(step.Key) ? Elsewhere() : null;

    // A step before it was found in the cache, with other inputs than in the last build.
    private InputDifference? Inherited(LedgerStep step, bool throughStages)
    {
        for (var parent = step.Parent; parent >= 0; parent = _now.Steps[parent].Parent)
        {
            if (_differences[parent] is [var difference, ..])
                return difference with { Sentence = $"before it, in {_now.Steps[parent].Label}, {difference.Sentence}" };
            if (throughStages && Source(_now.Steps[parent]) is { } source)
                return source with { Sentence = $"before it, in {_now.Steps[parent].Label}, {source.Sentence}" };
            if (OldOf(parent) is null)
                return new(CauseKind.NewStep, $"the step {_now.Steps[parent].Label} before it is new", []);
        }

        return step.Parent >= 0 || _before is null || _now.Steps.Count >= _before.Steps.Count || Follows(step)
            ? null
            : new(CauseKind.NewStep, "a step before it was removed", []);
    }

    private bool Follows(LedgerStep step) => _before!.Steps.Any(old => old.Number == step.Number && old.Stage == step.Stage && old.Platform == step.Platform);

    private InputDifference? Source(LedgerStep step)
    {
        foreach (var source in step.Sources)
        {
            var other = _now.Steps[source];
            if (ChainOf(source).FirstOrDefault(one => HasRun(_now.Steps[one]), -1) is >= 0)
                return new(CauseKind.SourceStage, $"the files that it reads from stage {other.Stage} differ", [other.Stage ?? ""]);
            foreach (var one in ChainOf(source))
            {
                if (_differences[one] is [var difference, ..])
                {
                    var sentence = $"the files that it reads from stage {other.Stage} differ, because {difference.Sentence}";
                    return difference with { Kind = CauseKind.SourceStage, Sentence = sentence };
                }
            }
        }

        return null;
    }

    private InputDifference Environment(int index, LedgerStep step, LedgerStep old)
    {
        if (step.Uncertain is { } uncertain)
            return new(CauseKind.RemoteSource, $"{uncertain}, and BuildKit has found a change", []);
        // An imported cache doesn't contain the result for another value.
        if (_before!.HasOtherKey && _now.CacheFrom.Count > 0 && _now.FailedImports.Count == 0 && HiddenInput(index) is { } hidden)
            return hidden;
        if (_before.Engine != _now.Engine || _before.Builder != _now.Builder)
            return Elsewhere();
        if (old.Result is "stopped" or "failed" or "" && _before.EngineStopped)
            return new(CauseKind.EngineRestarted, "the engine stopped during the last build, before the step had finished", []);
        if (!old.IsDone(_before))
            return NotFinished(index, old.Result == "failed" ? InputDifference.Failed : InputDifference.NotReached);
        if ((step.Unproved ?? old.Unproved) is { } unproved)
            return new(unproved == UnprovedSteps.Triggers ? CauseKind.BaseImage : CauseKind.FileContent, unproved, []);
        if (_before.Frontend != _now.Frontend)
            return new(CauseKind.Frontend, $"the frontend is {Shown(_now.Frontend)} instead of {Shown(_before.Frontend)}", []);
        if (_before.EngineVersion != _now.EngineVersion)
            return new(CauseKind.Frontend, $"the engine is {Shown(_now.EngineVersion)} instead of {Shown(_before.EngineVersion)}", []);
        if (step.Key.Length > 0 && step.Key == old.Key)
            return Pruned(step, "its inputs are those of the last build");
        if (KnownOf(step) is { } known)
            return known;
        return StepMatching.MoveOf(_before.Steps, _now.Steps, _matches, index) is { } move
            ? new(CauseKind.Instruction, move, [])
            : new(CauseKind.Unknown, _before.HasOtherKey ? "no cause was found: what this builder has built is not recorded here" : "no cause was found", []);
    }

    // The digest of an input, of the step or of one before it, has another key.
    private InputDifference? HiddenInput(int index)
    {
        foreach (var one in ChainOf(index))
        {
            if (OldOf(one)?.Inputs.FirstOrDefault(input => StepValues.IsUnknown(input.Value)).Key is not { } name)
                continue;
            var input = name.StartsWith("env ", StringComparison.Ordinal) ? $"the hidden value of the variable {name[4..]}" : $"the hidden part of its {name}";
            var place = one == index ? "" : $"before it, in {_now.Steps[one].Label}, ";
            return new(CauseKind.Unknown, $"no cause was found; {place}{input} can't be compared, because another machine recorded the last build", [name]);
        }

        return null;
    }

    // An earlier build on this engine had the same inputs.
    private InputDifference Pruned(LedgerStep step, string same)
    {
        if (_now.FailedImports is [var import, ..])
            return new(CauseKind.CacheImport, $"{same}, and the cache was not imported: {HumanText.Shorten(import, 120)}", []);
        var (engine, key) = (_now.Engine, step.Key);
        if (_memory.Record(engine, key) == StepMemory.Imported)
        {
            return _now.CacheFrom.Count == 0
                ? new(CauseKind.CacheImport, "its last result came from an imported cache, which this build does not import, and is not in the builder", [])
                : new(CauseKind.CacheNotExported, $"the imported cache has only its key, not its result: {MinimalCache}", [], MaximalCache);
        }

        if (_cache?.HasLost(step, _memory.Record(engine, key), _memory.Created(engine, key)) != false)
            return Deleted(same, "its result is no longer in the builder: it was pruned, or garbage collection deleted it", []);
        // A prune of any record makes BuildKit forget the results of all steps, although it keeps their records.
        if (_cache.DeletionAfter(_memory.Seen(engine, key)) is { } deletion)
        {
            return Deleted(
                same,
                $"BuildKit has forgotten its result, because {deletion.Sentence} pruned",
                deletion.Mounts.Length == 0 ? [] : deletion.Mounts.Split(", "));
        }

        return _concurrent is { } other
            ? new(
                CauseKind.ConcurrentBuild,
                $"BuildKit did not find its result while {other} was built at the same time, although it is in the builder",
                [other])
            : new(CauseKind.Unknown, $"no cause was found: {same}, and its result is still in the builder", []);
    }

    private InputDifference Deleted(string same, string reason, IReadOnlyList<string> details) => _now.CacheFrom.Count > 0
        ? new(
            CauseKind.CacheNotExported,
            $"{reason}; the imported cache doesn't contain it either: {MinimalCache}",
            details,
            MaximalCache)
        : new(
            CauseKind.CachePruned,
            $"{same}, and {reason}",
            details,
            "DockerCacheInfo shows the size of the cache; a cache of DockerBuild (--docker-cache) survives a prune.");

    private InputDifference Elsewhere() => new(
        CauseKind.Builder,
        _now.CacheFrom.Count == 0 || _now.FailedImports.Count > 0
            ? "this builder has not built it yet: the last build ran on another one"
            : $"this builder has not built it yet, and the imported cache doesn't contain it: {MinimalCache}",
        [],
        _now.CacheFrom.Count == 0 ? "Share a cache between the builders: --docker-cache." : null);

    private StepCause? CachedAnyway(int index, LedgerStep step)
    {
        if (OldOf(index) is not { } old)
            return null;
        if (OutsideKey(step, UnkeyedOf(_memory, _now, step, old)) is { } changed)
            return changed;

        if (step.Sources.Any(source => ChainOf(source).Any(one => HasRun(_now.Steps[one]))))
        {
            var stage = _now.Steps[step.Sources.First(source => ChainOf(source).Any(one => HasRun(_now.Steps[one])))].Stage;
            return Create(step, CauseKind.CachedAnyway, $"it was cached although stage {stage} ran again: the files that it reads are the same", [], null);
        }

        if (_differences[index] is not [var difference, ..])
            return null;
        if (step.HiddenFile is not null)
            return null;
        if (step.Unproved == UnprovedSteps.Stale)
        {
            difference = _differences[index].FirstOrDefault(one => one.Kind is CauseKind.FileContent or CauseKind.Packages) ?? difference;
            var older = $"it was cached although {difference.Sentence}: BuildKit has a result for these files that no recorded build is known to have created";
            return Create(step, CauseKind.CachedAnyway, older, difference.Details, null);
        }

        if (!_memory.Knows(_now.Engine, step.Key))
            return null;
        var same = $"it was cached although {difference.Sentence}: an earlier build had the same inputs";
        return Create(step, CauseKind.CachedAnyway, same, difference.Details, null);
    }

    /// <summary>Returns the inputs outside of BuildKit's key that the result of a step was created with.</summary>
    public static IReadOnlyDictionary<string, string> UnkeyedOf(StepMemory memory, BuildLedger now, LedgerStep step, LedgerStep old) =>
        memory.Unkeyed(now.Engine, step.Key) ?? old.Unkeyed;

    /// <summary>Returns the first input outside of BuildKit's key that changed, and why it does not count; <c>null</c> if there is none.</summary>
    public static string? ChangeOutsideKey(LedgerStep step, IReadOnlyDictionary<string, string> old) =>
        ChangedOutsideKey(step, old) is not [var name, ..] ? null
        : $"the {name} changed: {(IsSecret(name) ? "the values of secrets are not part of BuildKit's key" : "BuildKit doesn't see what a command downloads")}";

    private static IReadOnlyList<string> ChangedOutsideKey(LedgerStep step, IReadOnlyDictionary<string, string> old) =>
        [.. step.Unkeyed.Keys.Where(name => HasChanged(name, old.GetValueOrDefault(name), step.Unkeyed[name]))];

    private static StepCause? OutsideKey(LedgerStep step, IReadOnlyDictionary<string, string> old)
    {
        var changed = ChangedOutsideKey(step, old);
        if (changed.Count == 0)
            return null;
        var advice = IsSecret(changed[0])
            ? "DockerRebuild runs the step again."
            : "Name a version, a commit or a checksum in the Dockerfile, so that a change runs the step. DockerRebuild runs it now.";
        return Create(step, CauseKind.OutsideKey, $"it was cached although {ChangeOutsideKey(step, old)}", changed, advice);
    }

    // The version of a download may be unknown: its server didn't respond.
    private static bool HasChanged(string name, string? old, string now) =>
        old is not null && old != now && (IsSecret(name) || (old.Length > 0 && now.Length > 0));

    private static bool IsSecret(string name) => name.StartsWith("secret ", StringComparison.Ordinal);

    private IEnumerable<int> ChainOf(int index)
    {
        for (var current = index; current >= 0; current = _now.Steps[current].Parent)
            yield return current;
    }

    private LedgerStep? OldOf(int index) => _matches[index] >= 0 ? _before!.Steps[_matches[index]] : null;

    private static bool HasRun(LedgerStep step) => step.Result is "ran" or "failed" or "lost";

    private static string Shown(string text) => text.Length == 0 ? "that of the builder" : text;
}
