namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>An instruction that creates a layer, and everything that decides whether BuildKit can reuse its result.</summary>
internal sealed record LedgerStep
{
    /// <summary>The name of the stage, as in the progress of BuildKit; <c>null</c> for a Dockerfile with a single unnamed stage.</summary>
    public string? Stage { get; init; }

    /// <summary>The name in the Dockerfile, which <c>--no-cache-filter</c> takes; <c>null</c> if the stage has none.</summary>
    public string? StageName { get; init; }

    /// <summary>The platform; <c>null</c> in a build for one platform.</summary>
    public string? Platform { get; init; }

    /// <summary>The platform, if it is not that of the engine; otherwise, <c>null</c>. Not part of the file.</summary>
    public string? ForeignPlatform { get; init; }

    /// <summary>The number of the step in its stage, as in the progress of BuildKit.</summary>
    public int Number { get; init; }

    /// <summary>The number of steps in the stage.</summary>
    public int Of { get; init; }

    /// <summary>The name of the instruction: <c>RUN</c>, <c>COPY</c>, <c>ADD</c>, <c>WORKDIR</c>.</summary>
    public required string Keyword { get; init; }

    /// <summary>The instruction in one line, without secrets.</summary>
    public required string Instruction { get; init; }

    /// <summary>The index of the step before it; -1 for the first step on an image or <c>scratch</c>.</summary>
    public int Parent { get; init; } = -1;

    /// <summary>The image that the first step of a stage is based on; empty for other steps.</summary>
    public string Base { get; init; } = "";

    /// <summary>The indexes of the last steps of other stages that it reads.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];

    /// <summary>Images that it reads directly: <c>COPY --from=image</c>.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>The inputs by name: command, user, environment, mounts. Values that may be secret are keyed digests.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Inputs that are not part of BuildKit's key: keyed digests of secrets and of what commands download; empty if it is not known.</summary>
    public IReadOnlyDictionary<string, string> Unkeyed { get; init; } = new Dictionary<string, string>();

    /// <summary>The ids of the cache mounts by target, with the prefix of <c>BUILDKIT_CACHE_MOUNT_NS</c>.</summary>
    public IReadOnlyDictionary<string, string> CacheMounts { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the context that it reads; <c>null</c> if it reads none.</summary>
    public string? Context { get; init; }

    /// <summary>The paths that it reads from the context.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The patterns of <c>--exclude</c>.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>The digest of the files that it reads.</summary>
    public string Files { get; init; } = "";

    /// <summary>A file that it reads with <see cref="LedgerFile.IsHidden"/>; <c>null</c> if there is none. Not part of the file.</summary>
    public string? HiddenFile { get; init; }

    /// <summary>The reason why the result depends on something that the ledger can't see; <c>null</c> if there is none.</summary>
    public string? Uncertain { get; init; }

    /// <summary>The reason why the result may not be that of the inputs, one of <c>UnprovedSteps</c>; <c>null</c> if it is.</summary>
    public string? Unproved { get; init; }

    /// <summary>The keyed digest of all its own inputs.</summary>
    public string Own { get; init; } = "";

    /// <summary>The keyed digest of its own inputs and of everything that precedes it.</summary>
    public string Key { get; init; } = "";

    /// <summary>The same without the configurations of base images: some steps depend only on the layers. Not part of the file.</summary>
    public string LayersKey { get; init; } = "";

    /// <summary>The result in the build: <c>cached</c>, <c>ran</c>, <c>failed</c>, <c>stopped</c>, <c>lost</c>; empty if BuildKit did not report it.</summary>
    public string Result { get; init; } = "";

    /// <summary>The working time in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The working time in seconds of the last build in which the step ran; <c>null</c> if it never ran.</summary>
    public double? RanSeconds { get; init; }

    /// <summary>Returns true if the build ended after the step. A successful build reports nothing about a step that it did not need.</summary>
    /// <param name="build">The build of the step.</param>
    public bool IsDone(BuildLedger build) => Result is "cached" or "ran" || (build.Succeeded && Result.Length == 0);

    /// <summary>The label in the progress of BuildKit: <c>builder 2/5</c>.</summary>
    public string Label => LabelOf(Platform, Stage, Number, Of);

    /// <summary>Returns the label of a step in the progress of BuildKit.</summary>
    public static string LabelOf(string? platform, string? stage, int number, int of) =>
        string.Join(' ', new[] { platform, stage, $"{number}/{of}" }.Where(part => part is not null));
}
