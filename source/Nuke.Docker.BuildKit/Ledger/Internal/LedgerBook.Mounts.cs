namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <content>The cache mounts that the engine has lost.</content>
internal sealed partial class LedgerBook
{
    private Task<EngineCache?>? _mounts;

    /// <summary>The ids of the cache mounts that were restored before the build.</summary>
    public IReadOnlySet<string> RestoredMounts { get; set; } = new HashSet<string>();

    /// <summary>Begins to ask the engine for its cache mounts, if a step has one.</summary>
    public void BeginMountCheck(EngineSnapshot? engine)
    {
        if (Planned is { } planned && !_settings.NoCache.GetValueOrDefault() && planned.Steps.Any(step => step.CacheMounts.Count > 0))
            _mounts = CacheAsync(engine);
    }

    /// <summary>Returns the ids of the cache mounts that the engine lacks and that a step needs which is going to run.</summary>
    public async Task<IReadOnlySet<string>> MissingMountsAsync(EngineSnapshot? engine)
    {
        if (_mounts is null || await _mounts is not { } cache)
            return new HashSet<string>();
        var missing = Planned!.Steps.SelectMany(step => step.CacheMounts.Values).Where(cache.LacksMount).ToHashSet(StringComparer.Ordinal);
        if (missing.Count == 0 || await PlannedLedgerAsync(engine) is not { } planned)
            return missing;
        var memory = StepMemory.Read(_options.Directory);
        missing.IntersectWith(
            Predictor.Predict(planned, Last, memory, cache).Where(step => Runs(step, planned, memory)).SelectMany(step => step.Step.CacheMounts.Values));
        return missing;
    }

    // BuildKit empties the mounts of a step that it builds without cache. An imported cache can't have a result that was never created here, if all builds are
    // known.
    private bool Runs(StepPrediction prediction, BuildLedger planned, StepMemory memory)
    {
        var step = prediction.Step;
        if (planned.IsFiltered(step))
            return false;
        return prediction.Forecast switch
        {
            StepForecast.Runs => true,
            StepForecast.Depends => planned.CacheFrom.Count == 0 || (Last is { HasOtherKey: false } && !memory.KnowsAnywhere(step.Key)),
            _ => false,
        };
    }
}
