using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The ledger of one image during a build: reads the last one, plans, decides about skipping, and records the result.</summary>
internal sealed partial class LedgerBook : IDisposable
{
    private readonly LedgerOptions _options;
    private readonly BuildxBuildSettings _settings;
    private readonly string _image;
    private readonly string _engineVersion;
    private readonly LedgerKey _key;
    private readonly LedgerStore _store;
    private readonly TimeProvider _time;
    private readonly OwnCaches _ownCaches;
    private LedgerFacts? _facts;
    private RemoteCheck? _remotes;
    private Task<PlannedBuild?>? _secondLook;
    private Task<LedgerStart>? _start;
    private EngineSnapshot? _before;
    private BuildLedger? _created;

    private LedgerBook(LedgerOptions options, string image, BuildxBuildSettings settings, string? engineVersion, TimeProvider time)
    {
        (_options, _image, _settings, _engineVersion, _time) = (options, image, settings, engineVersion ?? "", time);
        _key = LedgerKey.Open(options.Directory);
        _store = LedgerStore.Of(options.Directory, image, settings.Target);
        Last = OtherKey.Forget(
            _store.ReadLast() is { } last ? HasResults(last) ? last : _store.ReadAll().FirstOrDefault(HasResults) : null,
            _key.Id,
            EngineDigest,
            EngineKey);
        _ownCaches = new OwnCaches(settings, Last);
    }

    /// <summary>The last build that reached a step, or succeeded without one; <c>null</c> if there is none.</summary>
    public BuildLedger? Last { get; }

    /// <summary>The build; <c>null</c> if its inputs are not known.</summary>
    public PlannedBuild? Planned { get; private set; }

    /// <summary>The steps with the results that BuildKit reported; empty before <see cref="AddResultsAsync"/>.</summary>
    public IReadOnlyList<LedgerStep> Steps => _created?.Steps ?? [];

    /// <summary>The reason why the build was not skipped; <c>null</c> if it is not known.</summary>
    public string? Reason { get; set; }

    /// <summary>The reason why a file or folder of the inputs can't be read; <c>null</c> if all can be, or if the inputs are not known otherwise.</summary>
    public string? Unreadable { get; private set; }

    private string Builder => _settings.Builder ?? Environment.GetEnvironmentVariable("BUILDX_BUILDER") ?? "";

    // A builder is not an engine: the builders of an engine have caches of their own.
    private string EngineKey => _key.Digest($"{_options.EngineId}\n{Builder}");

    private string EngineDigest => _options.EngineId is null
        ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_options.EngineId}\n{Builder}")))[..32];

    /// <summary>Opens the ledger of an image and plans its build. A failure is left to the build to report.</summary>
    /// <param name="options">The options of the ledger.</param>
    /// <param name="image">The name of the image.</param>
    /// <param name="settings">The settings of the build.</param>
    /// <param name="engineVersion">The name and version of the engine; <c>null</c> if it is unknown.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the planning.</param>
    /// <param name="facts">The inputs that the settings don't contain; <c>null</c>: none.</param>
    /// <param name="engine">The engine, which answers during the planning whether the build can be skipped; <c>null</c>: it is asked later.</param>
    public static LedgerBook Open(
        LedgerOptions options,
        string image,
        BuildxBuildSettings settings,
        string? engineVersion,
        TimeProvider time,
        CancellationToken cancellationToken,
        LedgerFacts? facts = null,
        EngineSnapshot? engine = null)
    {
        var book = new LedgerBook(options, image, settings, engineVersion, time) { _facts = facts, _before = engine };
        if (options is { Skip: true, BuilderDriver: "docker" } && book.Last is { Succeeded: true, SkipKey.Length: > 0 } last)
            engine?.Begin(SkipCheck.Images(last.Bases.Keys, settings));
        book.Planned = book.Plan(cancellationToken);
        return book;
    }

    /// <summary>Begins to ask servers for the versions of what the steps download.</summary>
    public void BeginRemoteCheck()
    {
        if (_options.ChecksDownloads && Planned is { Remotes: { Count: > 0 } remotes })
            _remotes = RemoteCheck.Begin(remotes, _key);
    }

    /// <summary>
    /// Reads what is known before the build, and remembers what it may create, while it begins: an interrupted build records nothing, and the images of one
    /// build are recorded one after the other.
    /// </summary>
    public Task BeginAsync() => _start = Task.Run(async () =>
    {
        _store.MarkBegun();
        await ReadBasesAsync();
        var memory = StepMemory.Read(_options.Directory);
        return new LedgerStart(memory, ReadRecords(), Begin(memory));
    });

    public void Dispose() => _remotes?.Dispose();

    /// <summary>Returns the reason to build from what is known without the engine; <c>null</c> if there is none.</summary>
    public string? ReasonToBuild() =>
        !_options.Skip ? "skipping is off"
        : Planned is null ? "its inputs are not known"
        : SkipCheck.ReasonToBuild(Last, Planned, _options, EngineKey, _engineVersion);

    /// <summary>Returns the reason to build an image without a <see cref="ReasonToBuild"/>; <c>null</c> if the image is up to date.</summary>
    public async Task<string?> ReasonToBuildAsync(EngineSnapshot? engine)
    {
        if (engine is null)
            return "the engine is not known";
        try
        {
            return await SkipCheck.ReasonToBuildAsync(Last!, Planned!, _settings, _options, engine);
        }
        catch (EngineRequestException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Returns the reason to build an image whose base image may change before it; <c>null</c> if none does.</summary>
    /// <param name="changing">Images that may change, each with its tag.</param>
    public string? ReasonAfter(IReadOnlySet<ImageReference> changing) =>
        Planned!.Bases.FirstOrDefault(reference => IsAmong(changing, reference)) is { } moving ? $"the image {moving} may change before it" : null;

    /// <summary>Marks the build as skipped.</summary>
    public void MarkSkipped() => _store.MarkSkipped();

    /// <summary>Returns the build as planned, with keys and without results; <c>null</c> if its inputs are not known.</summary>
    /// <param name="engine">The engine; <c>null</c>: it is not asked.</param>
    /// <param name="changing">Images that may change before the build, each with its tag; <c>null</c>: none.</param>
    public async Task<BuildLedger?> PlannedLedgerAsync(EngineSnapshot? engine, IReadOnlySet<ImageReference>? changing = null)
    {
        if (Planned is null)
            return null;
        var bases = await BasesAsync(Last?.Bases ?? new Dictionary<string, string>(), engine);
        foreach (var reference in bases.Ids.Keys.Where(reference => changing is not null && IsAmong(changing, reference)).ToList())
            bases.Remove(reference);
        return Create(bases);
    }

    /// <summary>Predicts the steps of the build, and returns the reason why it is not skipped; <c>null</c> if its inputs are not known.</summary>
    /// <inheritdoc cref="PlannedLedgerAsync"/>
    public async Task<(BuildLedger Planned, IReadOnlyList<StepPrediction> Steps, string? ReasonToBuild)?> PredictAsync(
        EngineSnapshot? engine,
        IReadOnlySet<ImageReference>? changing = null)
    {
        if (await PlannedLedgerAsync(engine, changing) is not { } planned)
            return null;
        var reason = await ReasonToBuildAsync(engine, changing);
        if (reason is null)
            return (planned, [.. planned.Steps.Select(Skipped)], null);
        var cache = await CacheAsync(engine);
        planned = planned with { Packages = Packages() };
        return (planned, Predictor.Predict(planned, Last, StepMemory.Read(_options.Directory), cache), reason);
    }

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
        var created = _created! with { Steps = StepKeys.AddShared(_created.Steps, others ?? []) };
        // BuildKit may have read a file before or after it changed during the build.
        var after = _secondLook is not null || result.Succeeded ? await SecondLookAsync(cancellationToken) : null;
        if (_start is null)
            _ = BeginAsync();
        var start = await _start!;
        var memory = StepMemory.Read(_options.Directory);
        var ran = created.Steps.Concat(others ?? []).Where(step => step.Result == "ran").Select(step => step.Key).ToHashSet(StringComparer.Ordinal);
        var steps = UnprovedSteps.Mark(created, Last, after, key => ran.Contains(key) || memory.Knows(created.Engine, key) || memory.MayBeImported(created, key)
            || (memory.HasBegun(created.Engine, key) && !start.Begun.Contains(key)));
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
        var found = CauseFinder.Find(Last, ledger, start.Memory, cache, result.Concurrent);
        IReadOnlyList<StepCause> causes = [.. TriggerCauses.Add(found, ledger.Steps, result.Steps).Select(Advise)];
        // The next build warns again.
        if (causes.Any(cause => cause.Kind == CauseKind.OutsideKey))
            ledger = ledger with { SkipKey = "" };
        ledger = ledger with { Causes = causes, Baseline = Last?.Time, Steps = StepKeys.KeepUnkeyed(ledger.Steps, Last) };
        _store.Write(ledger);
        StepMemory.Add(_options.Directory, ledger.Engine, ledger.Steps, _time.GetUtcNow(), cache, ledger.CacheFrom.Count > 0, start.Begun);
        cache?.Now.Write(_options.Directory, ledger.Engine);
        return causes;
    }

    // Advice names targets, which the tool runs as commands. A base image of the same repository changes with it.
    private StepCause Advise(StepCause cause) => cause.Advice is null ? cause
        : cause is { Kind: CauseKind.BaseImage, Details: [var image, ..] } && _options.IsBuiltHere?.Invoke(image) == true ? cause with { Advice = null }
        : _options.CommandOf is { } commandOf ? cause with { Advice = TargetName().Replace(cause.Advice, target => commandOf(target.Value)) }
        : cause;

    [GeneratedRegex(@"\b(?:DockerBuild|DockerCacheInfo|DockerFix|DockerRebuild)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TargetName();

    private IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Packages() =>
        Planned!.Contexts.TryGetValue(BuildPlanner.MainContext, out var files)
            ? PackageFacts.Read(Planned.Roots[BuildPlanner.MainContext], files, _key)
            : new Dictionary<string, IReadOnlyDictionary<string, string>>();

    private IReadOnlySet<string> Begin(StepMemory memory)
    {
        // The result of a file that was possibly not sent would be taken for that of its content.
        if (Planned is null or { HasHiddenFile: true } || Last is null)
            return new HashSet<string>();
        try
        {
            return memory.Begin(_options.Directory, EngineKey, StepKeys.Apply(Planned.Steps, Last, _key));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then a result of an interrupted build is unexpected.
            return new HashSet<string>();
        }
    }

    private CacheRecords ReadRecords() => CacheRecords.Read(_options.Directory, EngineKey);

    private async Task<string?> ReasonToBuildAsync(EngineSnapshot? engine, IReadOnlySet<ImageReference>? changing) =>
        ReasonToBuild() ?? (changing is null ? null : ReasonAfter(changing)) ?? await ReasonToBuildAsync(engine);

    // BuildKit may have lost its result, which is not needed.
    private static StepPrediction Skipped(LedgerStep step) =>
        new() { Step = step, Forecast = StepForecast.Cached, Reason = "the build is skipped: nothing has changed" };

    private static bool HasResults(BuildLedger build) => build.Succeeded || build.Steps.Any(step => step.Result.Length > 0);

    private Task<PlannedBuild?> SecondLookAsync(CancellationToken cancellationToken) => _secondLook ?? Task.FromResult(Plan(cancellationToken));

    // If no step ran, nothing was created, and nothing needs a cause. An imported result has no record of its own.
    private bool NeedsCacheRecords(BuildResult result) =>
        _settings.CacheFrom is { Count: > 0 } || result.Steps.Any(step => !step.BaseImage && step.Result is "ran" or "failed" or "lost");

    // Only the docker driver shares its cache with the engine that is asked.
    private async Task<EngineCache?> CacheAsync(EngineSnapshot? engine, CacheRecords? known = null)
    {
        if (engine is null || _options.BuilderDriver is not "docker")
            return null;
        try
        {
            var records = await engine.CacheRecordsAsync();
            return new EngineCache(records, known ?? ReadRecords(), _time.GetUtcNow()) { Restored = RestoredMounts };
        }
        catch (EngineRequestException)
        {
            // Then a deleted result is not noticed.
            return null;
        }
    }

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

    private PlannedBuild? Plan(CancellationToken cancellationToken)
    {
        var fingerprints = new FingerprintCaches(_options.Directory, _key, _time);
        try
        {
            var planned = new BuildPlanner(_settings, _key, fingerprints, _facts).Plan(cancellationToken);
            fingerprints.Save();
            return planned;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DockerfileParseException or DockerignoreException
            or InvalidSettingException or InvalidInstructionException or ArgumentException)
        {
            // The build reports it.
            Unreadable = exception is UnauthorizedAccessException ? exception.Message : null;
            return null;
        }
    }

    private BuildLedger Create(BaseImages bases, BuildResult? result = null)
    {
        var ledger = new BuildLedger
        {
            Image = _image,
            Target = _settings.Target,
            Time = _time.GetUtcNow(),
            Builder = Builder,
            KeyId = _key.Id,
            Engine = EngineKey,
            EngineDigest = EngineDigest,
            EngineVersion = _engineVersion,
            Frontend = Planned!.Frontend,
            NoCache = _settings.NoCache is true,
            NoCacheFilter = [.. _settings.NoCacheFilter ?? []],
            CacheFrom = [.. (_settings.CacheFrom ?? []).Select(cache => cache.ToString()!)],
            ImportsForeignCache = _ownCaches.ImportsOthers,
            FailedImports = [.. _ownCaches.MissingImports.Select(folder => $"{folder} contains no cache"), .. result?.FailedImports ?? []],
            Bases = bases.Ids,
            BaseContents = bases.Contents,
            Contexts = Planned.Contexts,
            IgnoreRules = Planned.IgnoreRules,
        };
        return ledger with { Steps = StepKeys.AddResults(StepKeys.Apply(Planned.Steps, ledger, _key), result?.Steps ?? [], Last) };
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

    private static bool IsAmong(IReadOnlySet<ImageReference> images, string name) =>
        ImageReference.TryParse(name, out var image) && images.Contains(image.WithDefaultTag());
}
