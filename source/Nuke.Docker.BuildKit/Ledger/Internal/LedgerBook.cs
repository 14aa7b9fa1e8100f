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
    private readonly LedgerIdentity _identity;
    private readonly TimeProvider _time;
    private readonly OwnCaches _ownCaches;
    private LedgerFacts? _facts;
    private RemoteCheck? _remotes;
    private Task<LedgerStart>? _start;
    private EngineSnapshot? _before;

    private LedgerBook(LedgerOptions options, string image, BuildxBuildSettings settings, string? engineVersion, TimeProvider time)
    {
        (_options, _image, _settings, _engineVersion, _time) = (options, image, settings, engineVersion ?? "", time);
        _key = LedgerKey.Open(options.Directory);
        _store = LedgerStore.Of(options.Directory, image, settings.Target);
        _identity = LedgerIdentity.Of(_key, options.EngineId, Builder);
        Last = OtherKey.Forget(
            _store.ReadLast() is { } last ? HasResults(last) ? last : _store.ReadAll().FirstOrDefault(HasResults) : null, _identity);
        _ownCaches = new OwnCaches(settings, Last);
    }

    /// <summary>The last build that reached a step, or succeeded without one; <c>null</c> if there is none.</summary>
    public BuildLedger? Last { get; }

    // The last successful build, if the last one failed: what made its steps run may have changed before that.
    private BuildLedger? Finished =>
        Last is null or { Succeeded: true } ? null : OtherKey.Forget(_store.ReadAll().FirstOrDefault(build => build.Succeeded), _identity);

    /// <summary>The build; <c>null</c> if its inputs are not known.</summary>
    public PlannedBuild? Planned { get; private set; }

    /// <summary>The reason why a file or folder of the inputs can't be read; <c>null</c> if all can be, or if the inputs are not known otherwise.</summary>
    public string? Unreadable { get; private set; }

    private string Builder => _settings.Builder ?? Environment.GetEnvironmentVariable("BUILDX_BUILDER") ?? "";

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
        : SkipCheck.ReasonToBuild(Last, Planned, _options, _identity.Engine, _engineVersion);

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
    /// <param name="engine">The engine; <c>null</c>: it is not asked.</param>
    /// <param name="preceding">The builds that precede it in the same run; <c>null</c>: none.</param>
    public async Task<(BuildLedger Planned, IReadOnlyList<StepPrediction> Steps, string? ReasonToBuild)?> PredictAsync(
        EngineSnapshot? engine,
        PrecedingBuilds? preceding = null)
    {
        if (await PlannedLedgerAsync(engine, preceding?.Images) is not { } planned)
            return null;
        var reason = await ReasonToBuildAsync(engine, preceding?.Images);
        if (reason is null)
            return (planned, [.. planned.Steps.Select(Skipped)], null);
        var cache = await CacheAsync(engine);
        planned = planned with { Packages = Packages() };
        return (planned, Predictor.Predict(planned, Last, StepMemory.Read(_options.Directory), cache, preceding?.Created, Finished), reason);
    }

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
            return memory.Begin(_options.Directory, _identity.Engine, StepKeys.Apply(Planned.Steps, Last, _key));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then a result of an interrupted build is unexpected.
            return new HashSet<string>();
        }
    }

    private CacheRecords ReadRecords() => CacheRecords.Read(_options.Directory, _identity.Engine);

    private async Task<string?> ReasonToBuildAsync(EngineSnapshot? engine, IReadOnlySet<ImageReference>? changing) =>
        ReasonToBuild() ?? (changing is null ? null : ReasonAfter(changing)) ?? await ReasonToBuildAsync(engine);

    // BuildKit may have lost its result, which is not needed.
    private static StepPrediction Skipped(LedgerStep step) =>
        new() { Step = step, Forecast = StepForecast.Cached, Reason = "the build is skipped: nothing has changed" };

    private static bool HasResults(BuildLedger build) => build.Succeeded || build.Steps.Any(step => step.Result.Length > 0);

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
            KeyId = _identity.KeyId,
            Engine = _identity.Engine,
            EngineDigest = _identity.EngineDigest,
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

    private static bool IsAmong(IReadOnlySet<ImageReference> images, string name) =>
        ImageReference.TryParse(name, out var image) && images.Contains(image.WithDefaultTag());
}
