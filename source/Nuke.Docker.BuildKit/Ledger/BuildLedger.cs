using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>The record of a build: its inputs and the results of its steps. It contains no secrets.</summary>
internal sealed record BuildLedger
{
    /// <summary>The current version of the format.</summary>
    public const int CurrentSchema = 3;

    /// <summary>The version of the format.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The name of the image in the build class.</summary>
    public required string Image { get; init; }

    /// <summary>The stage that was built; <c>null</c> for the last one.</summary>
    public string? Target { get; init; }

    /// <summary>The end of the build.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The start of the build; <c>null</c> in ledgers of earlier versions.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The start of the build, as in its report and in the history.</summary>
    public DateTimeOffset Begun => Started ?? (Time - TimeSpan.FromSeconds(Seconds));

    /// <summary>The reason why the build was not skipped; <c>null</c> if it is not known.</summary>
    public string? ReasonToBuild { get; init; }

    /// <summary>The cause of a failure in one sentence; <c>null</c> if the build succeeded.</summary>
    public string? Fault { get; init; }

    /// <summary>True if the build succeeded.</summary>
    public bool Succeeded { get; init; }

    /// <summary>True if the build failed because the engine stopped.</summary>
    public bool EngineStopped { get; init; }

    /// <summary>The duration in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The builder; empty for the default one.</summary>
    public string Builder { get; init; } = "";

    /// <summary>The id of the key of the digests; empty in ledgers of earlier versions.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>True if the key is not that of the ledger folder, so that the digests were left out. Not part of the file.</summary>
    public bool HasOtherKey { get; init; }

    /// <summary>The keyed digest of engine and builder; empty if it is not known.</summary>
    public string Engine { get; init; } = "";

    /// <summary>The digest of the same without a key, with which builds of other keys are compared; empty if it is not known.</summary>
    public string EngineDigest { get; init; } = "";

    /// <summary>The version of the engine; empty if it is not known.</summary>
    public string EngineVersion { get; init; } = "";

    /// <summary>The Dockerfile frontend; empty for that of the builder.</summary>
    public string Frontend { get; init; } = "";

    /// <summary>True if the build ran without cache.</summary>
    public bool NoCache { get; init; }

    /// <summary>The stages that were built without cache.</summary>
    public IReadOnlyList<string> NoCacheFilter { get; init; } = [];

    /// <summary>The caches that were imported.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>The imports of caches that failed.</summary>
    public IReadOnlyList<string> FailedImports { get; init; } = [];

    /// <summary>
    /// The digests of the indexes of local caches by folder, after the build. Only builds of this ledger have written these caches, so that they contain no
    /// result that is not known.
    /// </summary>
    public IReadOnlyDictionary<string, string> OwnCaches { get; init; } = new Dictionary<string, string>();

    /// <summary>True if a cache is imported that others may have written. Not part of the file.</summary>
    public bool ImportsForeignCache { get; init; }

    /// <summary>The identities of the base images by reference: the engine's id, or the digest that BuildKit resolved.</summary>
    public IReadOnlyDictionary<string, string> Bases { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The contents of the base images of the engine, by reference, as BuildKit looks at them: keyed digests of the layers, and of what the steps inherit from
    /// the configuration. A label changes the identity alone.
    /// </summary>
    public IReadOnlyDictionary<string, string> BaseContents { get; init; } = new Dictionary<string, string>();

    /// <summary>The digest of the image; <c>null</c> if none was exported.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>The digest of the configuration of the image; <c>null</c> if none was exported.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>The keyed digest of everything that the image depends on; empty if the next build must not be skipped.</summary>
    public string SkipKey { get; init; } = "";

    /// <summary>The keyed digests that <see cref="SkipKey"/> consists of, by name; empty in ledgers of earlier versions.</summary>
    public IReadOnlyDictionary<string, string> SkipInputs { get; init; } = new Dictionary<string, string>();

    /// <summary>The steps; a step follows the steps that it depends on.</summary>
    public IReadOnlyList<LedgerStep> Steps { get; init; } = [];

    /// <summary>The number of steps that were found in the cache.</summary>
    public int Cached => Steps.Count(step => step.Result == "cached");

    /// <summary>The number of steps that ran to their end.</summary>
    public int Ran => Steps.Count(step => step.Result is "ran" or "lost");

    /// <summary>The number of steps that failed.</summary>
    public int Failed => Steps.Count(step => step.Result == "failed");

    /// <summary>The causes of the steps that ran, compared with <see cref="Baseline"/>.</summary>
    public IReadOnlyList<StepCause> Causes { get; init; } = [];

    /// <summary>
    /// The end of the last build when this one began; <c>null</c> if there was none, and in ledgers of earlier versions. A build at the same time is not the
    /// last one.
    /// </summary>
    public DateTimeOffset? Baseline { get; init; }

    /// <summary>The entries of each context that were read.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<LedgerFile>> Contexts { get; init; } = new Dictionary<string, IReadOnlyList<LedgerFile>>();

    /// <summary>The rules of the ignore file of each context, one per line; in ledgers of earlier versions, their digest.</summary>
    public IReadOnlyDictionary<string, string> IgnoreRules { get; init; } = new Dictionary<string, string>();

    /// <summary>The packages of lock files and lists of requirements, and the keys of <c>pyproject.toml</c>, by path.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Packages { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Returns the part of the key of a step that stands for an image: its content, or else its identity; <c>null</c> if neither is known.</summary>
    /// <param name="image">The reference, with the platform after a space if the Dockerfile names one.</param>
    public string? ContentOf(string image) => StepKeys.Identity(image, HasContent(image) ? BaseContents : Bases);

    /// <summary>Returns the same without the configuration of the image.</summary>
    /// <inheritdoc cref="ContentOf"/>
    public string? LayersOf(string image) => ContentOf(image) is { } content && HasContent(image)
        ? string.Join(' ', content.Split(' ').Where((_, index) => index != BaseImages.ConfigurationIndex)) : ContentOf(image);

    /// <summary>Returns true if the stage of a step was built, or will be built, with <c>--no-cache-filter</c>.</summary>
    public bool IsFiltered(LedgerStep step) =>
        (step.StageName ?? step.Stage) is { } stage && NoCacheFilter.Contains(stage, StringComparer.OrdinalIgnoreCase);

    // The engine answers for its own platform.
    private bool HasContent(string image) => !image.Contains(' ', StringComparison.Ordinal) && BaseContents.ContainsKey(image);
}
