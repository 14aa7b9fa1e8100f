using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>Explains the steps of recorded builds, and predicts those of the next one.</summary>
internal static class BuildExplanations
{
    /// <summary>Explains a build of each image: which steps ran, why, and what followed.</summary>
    /// <param name="directory">The folder of all ledgers.</param>
    /// <param name="images">Images, by name or last path segment; empty: all.</param>
    /// <param name="build">The build to explain, counted from the last one: 0 is the last build.</param>
    /// <param name="baseline">The build to compare it with, counted in the same way; <c>null</c>: the one before it.</param>
    /// <returns>The builds; empty if none is recorded.</returns>
    /// <exception cref="InvalidSettingException">The build is not recorded, or the other one is not older.</exception>
    public static IReadOnlyList<ExplainedBuild> Explain(string directory, IReadOnlyCollection<string> images, int build = 0, int? baseline = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(images);
        if (build < 0)
            throw new InvalidSettingException("--docker-explain-build", $"{build} is negative: 0 is the last build, 1 the one before it");
        if (baseline <= build)
        {
            throw new InvalidSettingException(
                "--docker-explain-baseline", $"the build {baseline} is not older than the build {build}: use {build + 1} or more");
        }

        var builds = new List<ExplainedBuild>();
        var recorded = 0;
        var isLast = build == 0;
        foreach (var store in LedgerStore.All(directory))
        {
            if (store.ReadLast() is not { } last || (images.Count > 0 && !images.Any(image => IsOf(last.Image, image))))
                continue;
            recorded = Math.Max(recorded, store.Count());
            if (store.Read(build) is not { } now || (baseline is { } other && store.Read(other) is null))
                continue;
            var before = OtherKey.Forget(baseline is { } given ? store.Read(given) : store.BaselineOf(now, build), LedgerIdentity.Of(now));
            var causes = baseline is null ? now.Causes : CauseFinder.Find(before, now, new StepMemory());
            var lines = ExplanationText.Of(now, before, causes, isLast ? store.Skipped : null, isLast ? store.Unrecorded : null);
            builds.Add(new ExplainedBuild(now, causes, before?.Time, lines));
        }

        if (builds.Count > 0 || recorded == 0)
            return builds;
        var known = recorded == 1 ? "only the last build is: use 0" : $"the last {recorded} builds are: use 0 to {recorded - 1}";
        throw build < recorded && baseline is not null
            ? new InvalidSettingException("--docker-explain-baseline", $"the build {baseline} is not recorded, {known}")
            : new InvalidSettingException("--docker-explain-build", $"the build {build} is not recorded, {known}");
    }

    /// <summary>Returns when the recorded builds of an image ended, the last one first.</summary>
    /// <param name="directory">The folder of all ledgers.</param>
    /// <param name="image">The name of the image.</param>
    public static IReadOnlyList<DateTimeOffset> Recorded(string directory, string image) =>
        LedgerStore.All(directory).FirstOrDefault(store => store.ReadLast()?.Image == image) is { } recorded
            ? [.. recorded.ReadAll().Select(ledger => ledger.Time)]
            : [];

    /// <summary>Predicts which steps of a build will run. Builds nothing.</summary>
    /// <param name="settings">The settings of the build.</param>
    /// <param name="image">The name of the image.</param>
    /// <param name="options">The options of the ledger.</param>
    /// <param name="engine">The engine, which is asked for base images and deleted results; <c>null</c>: it is not asked.</param>
    /// <param name="engineName">The name and version of the engine, as in <c>BuildOptions.EngineName</c>.</param>
    /// <param name="preceding">The builds that precede it in the same run; <c>null</c>: none.</param>
    /// <param name="facts">The inputs that the settings don't contain; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Cancels the prediction.</param>
    /// <returns><c>null</c> if the inputs are not known: the Dockerfile or the context is not local, or is invalid.</returns>
    /// <exception cref="DockerException">A file or folder of the inputs can't be read (<see cref="DockerFaultKind.ContextMissing"/>).</exception>
    public static async Task<BuildPrediction?> PredictAsync(
        BuildxBuildSettings settings,
        string image,
        LedgerOptions options,
        EngineProbe? engine = null,
        string? engineName = null,
        PrecedingBuilds? preceding = null,
        LedgerFacts? facts = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(image);
        ArgumentNullException.ThrowIfNull(options);
        var book = LedgerBook.Open(options, image, settings, engineName, TimeProvider.System, cancellationToken, facts);
        var snapshot = engine is null ? null : new EngineSnapshot(engine, cancellationToken);
        if (book.Unreadable is { } unreadable)
            throw new DockerException(DockerFaultKind.ContextMissing, $"The inputs of {image} can't be read, and its build would fail: {unreadable}");
        if (await book.PredictAsync(snapshot, preceding) is not var (planned, steps, reason))
            return null;
        return new BuildPrediction
        {
            ReasonToBuild = reason,
            Lines = ExplanationText.Of(planned, steps, reason),
            Cached = steps.Count(step => step.Forecast == StepForecast.Cached),
            Runs = steps.Count(step => step.Forecast == StepForecast.Runs),
            Depends = steps.Count(step => step.Forecast == StepForecast.Depends),
            HasSameInputs = book.Planned!.SkipKey == book.Last?.SkipKey,
            Steps = steps,
        };
    }

    // Two services of a compose project with one image name are distinguished by "NAME (SERVICE)".
    private static bool IsOf(string name, string wanted)
    {
        var bare = name.Split(" (")[0];
        return wanted == name || wanted == bare || wanted == bare[(bare.LastIndexOf('/') + 1)..];
    }
}
