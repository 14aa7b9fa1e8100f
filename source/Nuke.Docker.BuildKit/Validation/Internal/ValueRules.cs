using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Settings;
using Nuke.Docker.BuildKit.Settings.Internal;

namespace Nuke.Docker.BuildKit.Validation.Internal;

/// <summary>Values that can't be read, or that no build accepts.</summary>
internal static class ValueRules
{
    private static readonly string[] s_secretWords = ["password", "passwd", "secret", "token", "apikey", "api_key", "credential", "private_key"];

    public static IEnumerable<Finding> Check(RuleInput input)
    {
        var settings = input.Settings;
        foreach (var read in Reads(settings))
        {
            if (Try(read) is { } finding)
                yield return finding;
        }

        if (settings.Network is { } network and not ("default" or "none" or "host" or ""))
            yield return Finding.Error("--network", $"BuildKit has no network '{network}'", "Use default, none or host; another one is given to a builder of its own: docker buildx create --driver-opt network=…");
        if (settings is { NoCache: true, NoCacheFilter.Count: > 0 })
            yield return Finding.Error("--no-cache-filter", "buildx refuses it together with --no-cache", "Leave one of them out; --no-cache covers all stages");
        if (settings is { Quiet: true, Progress: not (null or ProgressMode.Auto or ProgressMode.Quiet) })
            yield return Finding.Error("--quiet", $"buildx refuses it together with --progress {settings.Progress.ToString()!.ToLowerInvariant()}", "Leave one of them out");
        foreach (var name in (settings.BuildArg ?? KeyValues.None).Keys.Where(name => s_secretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))))
            yield return Finding.Warning($"--build-arg {name}", "by its name it is a secret, and build arguments stand in the image's history and provenance for everybody to read", "Give it as a secret and mount it with RUN --mount=type=secret");
    }

    public static IEnumerable<Func<Attestation>> AttestationReaders(BuildxBuildSettings settings)
    {
        foreach (var attestation in settings.Attest ?? [])
            yield return () => attestation;
        if (settings.Provenance is { Length: > 0 } provenance)
            yield return () => ProvenanceAttestation.ParseShorthand(provenance);
        if (settings.Sbom is { Length: > 0 } sbom)
            yield return () => SbomAttestation.ParseShorthand(sbom);
    }

    // What is text in the settings, and has a type that can read it.
    private static IEnumerable<Action> Reads(BuildxBuildSettings settings)
    {
        yield return () => settings.ToArguments();
        foreach (var read in AttestationReaders(settings))
            yield return () => read();
        foreach (var pair in settings.Annotation ?? KeyValues.None)
            yield return () => Annotation.Parse($"{pair.Key}={pair.Value}");
        foreach (var pair in settings.BuildContext ?? KeyValues.None)
            yield return () => NamedContext.Parse($"{pair.Key}={pair.Value}");
    }

    private static Finding? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InvalidSettingException problem)
        {
            return Finding.Error(problem.Setting, problem.Problem, "Correct the value");
        }
    }
}
