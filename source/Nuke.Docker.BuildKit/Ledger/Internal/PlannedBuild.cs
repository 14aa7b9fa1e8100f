namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The inputs of a build before it runs.</summary>
internal sealed record PlannedBuild
{
    /// <summary>The steps without keys and results.</summary>
    public required IReadOnlyList<LedgerStep> Steps { get; init; }

    /// <summary>The references of the images that the build reads: base images, <c>COPY --from=image</c>, the frontend.</summary>
    public required IReadOnlyList<string> Bases { get; init; }

    /// <summary>True if a step has a <see cref="LedgerStep.HiddenFile"/>.</summary>
    public bool HasHiddenFile { get; init; }

    /// <summary>The entries of each context.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<LedgerFile>> Contexts { get; init; }

    /// <summary>The rules of the ignore file of each context, one per line.</summary>
    public required IReadOnlyDictionary<string, string> IgnoreRules { get; init; }

    /// <summary>The roots of the contexts.</summary>
    public required IReadOnlyDictionary<string, string> Roots { get; init; }

    /// <summary>The downloads of the commands of the steps.</summary>
    public IReadOnlyList<RemoteInput> Remotes { get; init; } = [];

    /// <summary>The frontend of <c># syntax=</c>; empty if there is none.</summary>
    public string Frontend { get; init; } = "";

    /// <summary>The reason why the image can't be known to be up to date; <c>null</c> if there is none.</summary>
    public string? NotSkippable { get; init; }

    /// <summary>
    /// Keyed digests of everything that the image depends on, by name: the Dockerfile, the files that its steps read, arguments, secrets, settings.
    /// </summary>
    public IReadOnlyDictionary<string, string> SkipInputs { get; init; } = new Dictionary<string, string>();

    /// <summary>The keyed digest of the <see cref="SkipInputs"/>.</summary>
    public string SkipKey { get; init; } = "";
}
