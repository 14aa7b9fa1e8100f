using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Decides whether a build has nothing to do. In doubt, it builds.</summary>
internal static class SkipCheck
{
    /// <summary>Returns the reason to build from what is known without the engine; <c>null</c> if there is none.</summary>
    /// <param name="last">The last build; <c>null</c> if there is none.</param>
    /// <param name="planned">The build.</param>
    /// <param name="options">The options of the ledger.</param>
    /// <param name="engineKey">The identity of engine and builder.</param>
    /// <param name="engineVersion">The version of the engine.</param>
    public static string? ReasonToBuild(BuildLedger? last, PlannedBuild planned, LedgerOptions options, string engineKey, string engineVersion) =>
        last is null ? "no earlier build is known"
        : !last.Succeeded ? "the last build failed"
        : planned.NotSkippable ?? InputReason(last, planned) ?? (options.EngineId is null || options.BuilderDriver is null ? "the engine is not known"
        : last.Engine != engineKey || last.EngineVersion != engineVersion ? "another engine or builder built it"
        : last.ImageDigest is null && last.ConfigDigest is null ? "the digest of the image is not known"
        : null);

    /// <summary>Returns the reason to build after asking the engine and the registries; <c>null</c> if there is none.</summary>
    /// <exception cref="EngineRequestException">The engine does not respond.</exception>
    public static async Task<string?> ReasonToBuildAsync(
        BuildLedger last,
        PlannedBuild planned,
        BuildxBuildSettings settings,
        LedgerOptions options,
        EngineSnapshot engine)
    {
        var isDocker = options.BuilderDriver == "docker";
        // The environment of the build decides where docker finds its logins.
        var credentials = new RegistryCredentials(EnvironmentReading.OfThisProcess(settings.ToEnvironment()));
        var tags = settings.Tag ?? [];
        if (isDocker)
            engine.Begin(Images(planned.Bases, settings));
        foreach (var reference in planned.Bases)
        {
            if (await BaseReasonAsync(reference, last, isDocker, engine, credentials) is { } reason)
                return reason;
        }

        if (settings.Push is true)
        {
            foreach (var tag in tags)
            {
                if (last.ImageDigest is null || await engine.FindRemoteDigestAsync(tag.ToString(), credentials) != last.ImageDigest)
                    return $"the registry does not have the image as {tag.Familiar}, or does not respond";
            }

            return null;
        }

        if (!isDocker && settings.Load is not true && settings.Output is not { Count: > 0 })
            return "the builder keeps the image to itself";
        foreach (var tag in tags)
        {
            if (await engine.FindImageAsync(tag.ToString()) is not { } image)
                return $"the engine does not have the image {tag.Familiar}";
            if (image.Id != last.ImageDigest && image.Id != last.ConfigDigest)
                return $"{tag.Familiar} is another image than that of the last build";
        }

        return null;
    }

    // The key of a build whose result is in doubt is empty.
    private static string? InputReason(BuildLedger last, PlannedBuild planned) => planned.SkipKey == last.SkipKey ? null
        : last.HasOtherKey ? "the last build was recorded with another ledger.key, so that its inputs can't be compared"
        : ChangedInputs.Of(last, planned) ?? (last.SkipKey.Length > 0 ? "its inputs have changed" : Doubt(last));

    private static string Doubt(BuildLedger last) =>
        last.Causes.FirstOrDefault(cause => cause.Kind == CauseKind.OutsideKey) is { } stale ? $"step {stale.Label}: {stale.Sentence}"
        : last.Steps.FirstOrDefault(step => step.Unproved is not null) is { } step ? $"step {step.Label}: {step.Unproved}"
        : "its inputs changed during the last build";

    /// <summary>Returns the images that the engine is asked for: base images, and unless they are pushed, the results.</summary>
    /// <param name="bases">References of base images.</param>
    /// <param name="settings">The settings of the build.</param>
    public static IEnumerable<string> Images(IEnumerable<string> bases, BuildxBuildSettings settings) =>
        bases.Where(reference => StepKeys.Pinned(reference) is null)
            .Concat(settings.Push is true ? [] : (settings.Tag ?? []).Select(tag => tag.ToString()));

    private static async Task<string?> BaseReasonAsync(
        string reference,
        BuildLedger last,
        bool isDocker,
        EngineSnapshot engine,
        RegistryCredentials credentials)
    {
        if (StepKeys.Pinned(reference) is not null)
            return null;
        if (!last.Bases.TryGetValue(reference, out var known))
            return $"the digest of the image {reference} is not known";
        // The docker driver prefers an image of its engine.
        var local = isDocker ? (await engine.FindImageAsync(reference))?.Id : null;
        var current = local ?? await engine.FindRemoteDigestAsync(reference, credentials);
        return current == known ? null : current is null ? $"the registry of {reference} does not respond" : $"the image {reference} has moved";
    }
}
