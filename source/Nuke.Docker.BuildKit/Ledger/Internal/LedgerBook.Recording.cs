using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <content>The results of the build, and their causes.</content>
internal sealed partial class LedgerBook
{
    private Task<PlannedBuild?>? _secondLook;
    private BuildLedger? _created;

    /// <summary>The steps with the results that BuildKit reported; empty before <see cref="AddResultsAsync"/>.</summary>
    public IReadOnlyList<LedgerStep> Steps => _created?.Steps ?? [];

    /// <summary>The reason why the build was not skipped; <c>null</c> if it is not known.</summary>
    public string? Reason { get; set; }

    /// <summary>Begins a second look at the contexts, after the last step of the build.</summary>
    public void BeginSecondLook(CancellationToken cancellationToken)
    {
        if (Planned is not null)
            _secondLook = Task.Run(() => Plan(cancellationToken), CancellationToken.None);
    }

    /// <summary>Begins to ask what <see cref="RecordAsync"/> needs, after the build.</summary>
    /// <remarks>Not while the build exports its result: then the engine also has records that it is about to delete.</remarks>
    public void BeginRecord(BuildResult result, EngineSnapshot engine)
    {
        if (Planned is null)
            return;
        if (ReadsImagesOfEngine)
            engine.Begin(LocalBases);
        if (_options.BuilderDriver is "docker" && NeedsCacheRecords(result))
            engine.BeginCacheRecords();
    }

    /// <summary>Forgets the second look, because the build is attempted again.</summary>
    public void ForgetSecondLook() => _secondLook = null;

    /// <summary>Adds the results of a build that has ended.</summary>
    public async Task AddResultsAsync(BuildResult result, EngineSnapshot? engine)
    {
        if (Planned is not null)
            _created = Create(await BasesAsync(StepKeys.ResolvedBases(Planned.Bases, result.Steps), engine), result);
    }

    /// <summary>Records a build that has ended.</summary>
    /// <param name="result">The result.</param>
    /// <param name="engine">The engine; <c>null</c>: it is not asked.</param>
    /// <param name="cancellationToken">Cancels the second look at the contexts, and the questions to servers.</param>
    /// <param name="others">The steps of other images of the same build, with their results; <c>null</c>: none.</param>
    /// <returns>The causes of the steps that ran.</returns>
    public async Task<IReadOnlyList<StepCause>> RecordAsync(
        BuildResult result,
        EngineSnapshot? engine,
        CancellationToken cancellationToken,
        IReadOnlyList<LedgerStep>? others = null)
    {
        if (Planned is null)
            return [];
        if (_created is null)
            await AddResultsAsync(result, engine);
        if (_start is null)
            _ = BeginAsync();
        var start = await _start!;
        var memory = StepMemory.Read(_options.Directory);
        var created = _created! with { Steps = StepKeys.AddShared(_created!.Steps, others ?? []) };
        var ran = created.Steps.Concat(others ?? []).Where(step => step.Result == "ran").Select(step => step.Key).ToHashSet(StringComparer.Ordinal);
        if (!result.Succeeded)
            created = created with { Steps = [.. created.Steps.Select(step => IsReached(step) ? step : step with { Result = "" })] };
        _created = created;
        // BuildKit may have read a file before or after it changed during the build.
        var after = _secondLook is not null || result.Succeeded ? await SecondLookAsync(cancellationToken) : null;
        var steps = UnprovedSteps.Mark(created, Last, after, IsKnown);
        var isProved = after?.SkipKey == Planned.SkipKey && steps.All(step => step.Unproved is null);
        var ledger = created with
        {
            Steps = await AddRemotesAsync(steps, cancellationToken),
            NoCache = result.NoCache,
            NoCacheFilter = result.NoCacheFilter,
            Started = result.Started,
            ReasonToBuild = Reason,
            Fault = result.Fault,
            Succeeded = result.Succeeded,
            EngineStopped = result.EngineStopped,
            Seconds = result.Seconds,
            ImageDigest = result.Digest ?? await LoadedDigestAsync(result, engine),
            ConfigDigest = result.ConfigDigest,
            OwnCaches = _ownCaches.AfterBuild(),
            SkipKey = result.Succeeded && isProved ? Planned.SkipKey : "",
            SkipInputs = Planned.SkipInputs,
            Packages = Packages(),
        };
        var cache = NeedsCacheRecords(result) ? await CacheAsync(engine, start.Records) : null;
        var found = CauseFinder.Find(Last, ledger, start.Memory, cache, result.Concurrent, Finished);
        IReadOnlyList<StepCause> causes = [.. TriggerCauses.Add(found, ledger.Steps, result.Steps).Select(Advise)];
        // The next build warns again.
        if (causes.Any(cause => cause.Kind == CauseKind.OutsideKey))
            ledger = ledger with { SkipKey = "" };
        ledger = ledger with { Causes = causes, Baseline = Last?.Time, Steps = StepKeys.KeepUnkeyed(ledger.Steps, Last) };
        _store.Write(ledger);
        StepMemory.Add(_options.Directory, ledger.Engine, ledger.Steps, _time.GetUtcNow(), cache, ledger.CacheFrom.Count > 0, start.Begun);
        cache?.Now.Write(_options.Directory, ledger.Engine);
        return causes;

        bool IsKnown(string key) => ran.Contains(key) || memory.Knows(created.Engine, key) || memory.MayBeImported(created, key)
            || (memory.HasBegun(created.Engine, key) && !start.Begun.Contains(key));

        // BuildKit also reports steps as cached that it had not come to when another one failed.
        bool IsReached(LedgerStep step) => step.Result != "cached" || step.Key.Length == 0 || IsKnown(step.Key);
    }

    private Task<PlannedBuild?> SecondLookAsync(CancellationToken cancellationToken) => _secondLook ?? Task.FromResult(Plan(cancellationToken));

    // If no step ran, nothing was created, and nothing needs a cause. An imported result has no record of its own.
    private bool NeedsCacheRecords(BuildResult result) =>
        _settings.CacheFrom is { Count: > 0 } || result.Steps.Any(step => !step.BaseImage && step.Result is "ran" or "failed" or "lost");

    private async Task<IReadOnlyList<LedgerStep>> AddRemotesAsync(IReadOnlyList<LedgerStep> steps, CancellationToken cancellationToken)
    {
        if (_remotes is null)
            return steps;
        var versions = await _remotes.EndAsync(cancellationToken);
        return
        [
            .. steps.Select(step => step with
            {
                Unkeyed = step.Unkeyed.ToDictionary(
                    input => input.Key, input => versions.GetValueOrDefault(input.Key, input.Value), StringComparer.Ordinal),
            }),
        ];
    }

    // compose reports no digest. Its images are loaded, and the tag is that of the image that was just built.
    private async Task<string?> LoadedDigestAsync(BuildResult result, EngineSnapshot? engine)
    {
        if (_facts is not { Text.Length: > 0 } || !result.Succeeded || engine is null || _settings is not { Push: not true, Tag: [var tag, ..] })
            return null;
        try
        {
            return (await engine.FindImageAsync(tag.ToString()))?.Id;
        }
        catch (EngineRequestException)
        {
            return null;
        }
    }

    // Advice names targets, which the tool runs as commands. A base image of the same repository changes with it.
    private StepCause Advise(StepCause cause) => cause.Advice is null ? cause
        : cause is { Kind: CauseKind.BaseImage, Details: [var image, ..] } && _options.IsBuiltHere?.Invoke(image) == true ? cause with { Advice = null }
        : _options.CommandOf is { } commandOf ? cause with { Advice = TargetName().Replace(cause.Advice, target => commandOf(target.Value)) }
        : cause;

    [GeneratedRegex(@"\b(?:DockerBuild|DockerCacheInfo|DockerFix|DockerRebuild)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TargetName();
}
