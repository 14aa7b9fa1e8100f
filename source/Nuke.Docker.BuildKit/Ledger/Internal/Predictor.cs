namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Predicts which steps of a build will run.</summary>
internal sealed class Predictor
{
    private readonly BuildLedger _planned;
    private readonly BuildLedger? _before;
    private readonly StepMemory _memory;
    private readonly EngineCache? _cache;
    private readonly int[] _matches;
    private readonly IReadOnlySet<string> _created;
    private readonly BuildLedger? _finished;
    private readonly List<StepPrediction> _done = [];
    private HashSet<int>? _final;

    private Predictor(
        BuildLedger planned, BuildLedger? before, StepMemory memory, EngineCache? cache, IReadOnlySet<string> created, BuildLedger? finished)
    {
        (_planned, _before, _memory, _cache, _created, _finished) = (planned, before, memory, cache, created, finished);
        _matches = before is null ? [.. planned.Steps.Select(_ => -1)] : StepMatching.Match(before.Steps, planned.Steps);
    }

    /// <summary>Predicts the steps in order.</summary>
    /// <param name="planned">The inputs of the build, with keys and without results.</param>
    /// <param name="before">The last build; <c>null</c> if there is none.</param>
    /// <param name="memory">The results that the engines have created.</param>
    /// <param name="cache">The cache records of the engine; <c>null</c> if they are not known.</param>
    /// <param name="created">The keys of the steps that the same run creates before; <c>null</c>: none.</param>
    /// <param name="finished">The last successful build, if the last one failed; <c>null</c> if there is none.</param>
    public static IReadOnlyList<StepPrediction> Predict(
        BuildLedger planned,
        BuildLedger? before,
        StepMemory memory,
        EngineCache? cache,
        IReadOnlySet<string>? created = null,
        BuildLedger? finished = null)
    {
        var predictor = new Predictor(planned, before, memory, cache, created ?? new HashSet<string>(), finished);
        for (var index = 0; index < planned.Steps.Count; index++)
        {
            var step = planned.Steps[index];
            var old = predictor._matches[index] >= 0 ? before!.Steps[predictor._matches[index]] : null;
            var (forecast, reason) = predictor.Decide(index, step, old);
            if (forecast != StepForecast.Cached && cache?.EmptiedMounts(step).ToList() is { Count: > 0 } mounts)
                reason += $"; its cache mount {string.Join(", ", mounts)} was deleted";
            predictor._done.Add(new StepPrediction
            {
                Step = step,
                Forecast = forecast,
                Reason = reason,
                Unnoticed = forecast != StepForecast.Cached || old is null ? null
                    : CauseFinder.ChangeOutsideKey(step, CauseFinder.UnkeyedOf(memory, planned, step, old)),
                Seconds = old?.RanSeconds,
            });
        }

        return predictor._done;
    }

    private (StepForecast Forecast, string Reason) Decide(int index, LedgerStep step, LedgerStep? old)
    {
        var parent = step.Parent >= 0 ? _done[step.Parent].Forecast : StepForecast.Cached;
        // BuildKit finds the folder of a WORKDIR in its cache even then.
        if (_planned.NoCache && step.Keyword != "WORKDIR")
            return (StepForecast.Runs, "the build runs with --no-cache");
        if (_planned.IsFiltered(step) && step.Keyword != "WORKDIR")
            return (StepForecast.Runs, $"the stage {step.StageName ?? step.Stage} is built with --no-cache-filter");
        if (step.Parent >= 0 && HasNewResult(_done[step.Parent]))
        {
            return CreatorOf(step) is { } creator ? (StepForecast.Depends, $"{creator} creates the same result")
                : step.Inputs.ContainsKey("link")
                    ? (StepForecast.Depends, $"with --link, its files don't depend on {_done[step.Parent].Step.Label}")
                : (StepForecast.Runs, $"the step before it {(parent == StepForecast.Runs ? "runs" : "has a new result")}: {_done[step.Parent].Step.Label}");
        }

        if (step.Uncertain is { } uncertain)
            return (StepForecast.Depends, uncertain);
        if (step.HiddenFile is { } hidden)
            return (StepForecast.Depends, $"{hidden} changed, but its size and its time did not, so that buildx may not send it");
        if (old?.Unproved is { } unproved && (unproved != UnprovedSteps.Stale || old.Own == step.Own))
            return (StepForecast.Depends, unproved);
        if (step.Key.Length > 0 && _memory.Knows(_planned.Engine, step.Key))
            return Known(index, step, parent);
        return Unknown(index, step, old, parent);
    }

    private (StepForecast Forecast, string Reason) Known(int index, LedgerStep step, StepForecast parent)
    {
        if (parent == StepForecast.Depends)
            return (StepForecast.Depends, $"it depends on {_done[step.Parent].Step.Label}");
        if (Changing(step) is { } source)
            return (StepForecast.Depends, $"it depends on the output of {source.Step.Label}");
        var (engine, key) = (_planned.Engine, step.Key);
        if (_memory.Record(engine, key) == StepMemory.Imported)
        {
            return IsInOwnCache(step) ? (StepForecast.Cached, "the local cache of the last build contains its result")
                : (StepForecast.Depends, "its last result came from an imported cache");
        }

        var lost = _cache is null ? false : _cache.HasLost(step, _memory.Record(engine, key), _memory.Created(engine, key));
        if (lost != false)
        {
            return lost is null ? (StepForecast.Depends, "its result may have been deleted from the builder")
                : _planned.CacheFrom.Count > 0 ? (StepForecast.Depends, "its result was deleted from the builder, and may be in an imported cache")
                : CreatorOf(step) is { } creator ? (StepForecast.Depends, $"its result was deleted from the builder, and {creator} creates it again")
                : !IsLayer(index) ? (StepForecast.Depends, "its result was deleted from the builder, and may not be needed")
                : (StepForecast.Runs, "its result was deleted from the builder");
        }

        // Only a prune makes BuildKit forget results whose records it keeps; garbage collection does not.
        return _cache?.DeletionAfter(_memory.Seen(engine, key)) is { } deletion
            ? (StepForecast.Depends, $"{deletion.Sentence} deleted, and a prune makes BuildKit forget the results of all steps")
            : (StepForecast.Cached, "an earlier build had the same inputs");
    }

    // The last build has found the result, and written all its results to the caches that this one imports.
    private bool IsInOwnCache(LedgerStep step) =>
        _planned is { ImportsForeignCache: false, CacheFrom.Count: > 0, FailedImports.Count: 0 } && _before is { Succeeded: true, OwnCaches.Count: > 0 }
        && _before.Engine == _planned.Engine && _before.Steps.Any(old => old.Key == step.Key && old.Result is "cached" or "ran");

    private (StepForecast Forecast, string Reason) Unknown(int index, LedgerStep step, LedgerStep? old, StepForecast parent)
    {
        var reason = ReasonOf(index, step, old);
        if (_memory.MayBeImported(_planned, step.Key))
            return (StepForecast.Depends, $"{reason}; an imported cache may contain it");
        if (_memory.HasBegun(_planned.Engine, step.Key))
            return (StepForecast.Depends, $"{reason}; a build that was interrupted may have created its result");
        if (old is not null && old.Files != step.Files && (FileSentences.FollowsLink(_before!, old) || FileSentences.FollowsLink(_planned, step)))
            return (StepForecast.Depends, $"{reason}; it reads through a link, and BuildKit compares what the link leads to");
        if ((_before is null || _before.Engine != _planned.Engine) && _cache?.RecordOf(step) is not null)
            return (StepForecast.Depends, $"{reason}, but the builder has a result of the same instruction");
        if (_cache?.MayHaveForeign(step) == true)
            return (StepForecast.Depends, $"{reason}, but the builder has results that no recorded build is known to have created");
        if (old is not null && DependsOnBase(old, step))
            return (StepForecast.Depends, $"{reason}; the base image decides whether that is another value");
        var seenOwn = _memory.KnowsOwn(_planned.Engine, step.Own);
        if (step.Key.Length == 0)
        {
            return seenOwn || (old?.Own == step.Own && old.IsDone(_before!))
                ? (StepForecast.Depends, "a base image is not known, or is built before it") : (StepForecast.Runs, reason);
        }

        if (old?.Result is "cached" or "ran" && _before!.Engine == _planned.Engine && !_memory.HasEngine(_planned.Engine))
            return (StepForecast.Depends, "the results of earlier builds are not known: steps.txt contains none of this engine");
        if (CreatorOf(step) is { } creator)
            return (StepForecast.Depends, $"{creator} creates the same result");
        if (!seenOwn)
        {
            // BuildKit may have the same files from another build of the same stage.
            return (StepForecast.Runs, reason);
        }

        if (step.Parent >= 0 && step.Inputs.ContainsKey("link"))
            return (StepForecast.Depends, $"with --link, its files don't depend on {_done[step.Parent].Step.Label}");
        if (Changing(step) is { } source)
            return (StepForecast.Depends, $"it depends on the output of {source.Step.Label}");
        if (parent == StepForecast.Depends)
            return (StepForecast.Depends, $"it depends on {_done[step.Parent].Step.Label}");
        // A COPY doesn't depend on the variables of the base image, and a RUN doesn't depend on all of its configuration.
        if (step.Parent < 0 && _memory.KnowsLayers(_planned.Engine, step.LayersKey))
            return (StepForecast.Depends, $"the configuration of the image {step.Base} changed");
        return step.Sources.Count > 0 || step.Images.Count > 0
            ? (StepForecast.Depends, "it depends on the content of the files that it reads")
            : (StepForecast.Runs, reason);
    }

    // The result is none that the builder had before this run.
    private bool HasNewResult(StepPrediction done) =>
        done.Forecast == StepForecast.Runs || (CreatorOf(done.Step) is not null && !_memory.Knows(_planned.Engine, done.Step.Key));

    // What creates the result of a step earlier in the same run: another image, or another platform of this one.
    private string? CreatorOf(LedgerStep step) =>
        step.Key.Length == 0 ? null
        : _created.Contains(step.Key) ? "another image of the same run"
        : _done.Find(done => done.Forecast == StepForecast.Runs && done.Step.Platform != step.Platform && done.Step.Key == step.Key)?.Step.Label;

    // BuildKit needs a result that is no layer of the image only if a step that reads it runs.
    private bool IsLayer(int index) => (_final ??= FinalOf(_planned.Steps)).Contains(index);

    private static HashSet<int> FinalOf(IReadOnlyList<LedgerStep> steps)
    {
        var read = steps.SelectMany(step => step.Sources.Append(step.Parent)).ToHashSet();
        var final = new HashSet<int>();
        foreach (var last in Enumerable.Range(0, steps.Count).Where(index => !read.Contains(index)))
        {
            for (var current = last; current >= 0; current = steps[current].Parent)
                final.Add(current);
        }

        return final;
    }

    // What the Dockerfile does not set is that of the base image, and may be what it sets now.
    private static bool DependsOnBase(LedgerStep old, LedgerStep step)
    {
        var names = InputDifference.Names(old, step).ToList();
        return names.Count > 0 && old.Files == step.Files && names.TrueForAll(name => name switch
        {
            "shell" or "directory" => !old.Inputs.ContainsKey(name) || !step.Inputs.ContainsKey(name),
            "destination" => old.Inputs[name].StartsWith(StepBuilder.DirectoryOfBase, StringComparison.Ordinal)
                != step.Inputs[name].StartsWith(StepBuilder.DirectoryOfBase, StringComparison.Ordinal),
            _ => false,
        });
    }

    private string ReasonOf(int index, LedgerStep step, LedgerStep? old)
    {
        if (_before is null)
            return "no earlier build of the image is known";
        if (old is null)
            return "the step is new";
        if (InputDifference.Of(_before, old, _planned, step) is { Count: > 0 } differences)
            return InputDifference.Combine(differences).Sentence;
        if (!old.IsDone(_before))
        {
            var sentence = old.Result == "failed" ? InputDifference.Failed : InputDifference.NotReached;
            return InputDifference.Since(_finished, _planned, index) is { } change ? $"{change.Sentence}; {sentence}" : sentence;
        }

        if (_before.Engine != _planned.Engine || _before.Builder != _planned.Builder)
            return "this builder has not built it yet";
        if (_before.HasOtherKey)
            return "what this builder has built is not recorded here";
        if (StepMatching.MoveOf(_before.Steps, _planned.Steps, _matches, index) is { } move)
            return move;
        for (var current = index; current >= 0; current = _planned.Steps[current].Parent)
        {
            if (Changing(_planned.Steps[current]) is { } source)
                return $"it depends on the output of {source.Step.Label}";
            if (_planned.Steps[current].Parent is >= 0 and var parent && HasChanged(parent))
                return $"an input of {_planned.Steps[parent].Label} changed";
        }

        return "what precedes it changed";
    }

    private bool HasChanged(int index) =>
        _matches[index] >= 0 && InputDifference.Of(_before!, _before!.Steps[_matches[index]], _planned, _planned.Steps[index]).Count > 0;

    // A step of a stage that it reads runs, or may run.
    private StepPrediction? Changing(LedgerStep step)
    {
        foreach (var source in step.Sources)
        {
            for (var current = source; current >= 0; current = _planned.Steps[current].Parent)
            {
                if (_done[current].Forecast != StepForecast.Cached)
                    return _done[source];
            }
        }

        return null;
    }
}
