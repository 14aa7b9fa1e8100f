namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports caches that cannot be exported, or that would be exported incomplete or empty.</summary>
internal static class CacheBackendRules
{
    private const string OtherBuilder = "docker buildx create --use --driver docker-container";

    public static IEnumerable<Finding> Check(RuleInput input) =>
    [
        .. input.CacheTo.SelectMany(entry => Exports(input, entry)),
        .. input.CacheFrom.SelectMany(entry => Backend(input, entry, "--cache-from", FindingSeverity.Warning)),
        .. FinalStageOnly(input),
    ];

    private static IEnumerable<Finding> Exports(RuleInput input, CacheTo entry)
    {
        var setting = $"--cache-to type={entry.Type}";
        if (input.Facts.OldStore && entry is not InlineCacheTo)
            yield return Finding.Error(
                setting,
                "the docker driver cannot export a cache while the engine uses its old image store",
                $"Enable the containerd image store (daemon.json: \"features\": {{\"containerd-snapshotter\": true}}), or use another builder: " +
                    $"{OtherBuilder}");
        foreach (var finding in Backend(input, entry, "--cache-to", FindingSeverity.Error))
            yield return finding;

        // https://github.com/docker/buildx/issues/1044
        if (input is { SeveralPlatforms: true, Facts.Nodes: > 1 } && entry is not InlineCacheTo)
            yield return Finding.Warning(
                setting,
                $"the builder has {input.Facts.Nodes} nodes, and each writes the cache of its own platforms to the same location: only that " +
                    "of the last one remains",
                "Build the platforms one by one (--platform linux/arm64) with a separate cache each, and combine the images with docker " +
                    "buildx imagetools create");
        if (entry is InlineCacheTo && input.Outputs.Count > 0 && !input.Outputs.Any(output => output is ContainerOutput)
            && input.Settings is { Push: not true, Load: not true })
            yield return Finding.Error(
                setting,
                "an inline cache is part of an image, and none of the outputs is one",
                "Add an output of type image, registry, docker or oci, or use another backend");
        if (entry is RegistryCacheTo registry && Tags(input).FirstOrDefault(tag => tag == entry.Location) is { } tag)
            yield return Finding.Error(
                $"{setting}, ref",
                $"'{registry.Reference}' is a tag of the image itself, which the cache would overwrite",
                $"Use a separate tag for the cache, such as {tag[..tag.LastIndexOf(':')]}:buildcache");
    }

    private static IEnumerable<Finding> Backend(RuleInput input, CacheEntry entry, string flag, FindingSeverity missing)
    {
        if (input.Facts.DockerDriver && entry.Type is "s3" or "azblob")
            yield return new Finding(
                $"{flag} type={entry.Type}",
                $"the engine's own BuildKit does not have this backend (unknown cache {(flag == "--cache-to" ? "exporter" : "importer")}: " +
                    $"\"{entry.Type}\")",
                $"Use a builder with the driver docker-container, kubernetes or remote: {OtherBuilder}",
                missing);
        if (MissingVariables(input, entry) is { } variables)
            yield return Finding.Warning(
                $"{flag} type=gha",
                $"buildx ignores it silently, because {variables} not set",
                "In a workflow, export them to the environment in a step (crazy-max/ghaction-github-runtime), or use " +
                    "docker/build-push-action; elsewhere remove it or use another backend");
    }

    private static string? MissingVariables(RuleInput input, CacheEntry entry) => entry switch
    {
        GhaCacheFrom gha => MissingVariables(input, gha.Token, Has(gha.Url) || Has(gha.UrlV2)),
        GhaCacheTo gha => MissingVariables(input, gha.Token, Has(gha.Url) || Has(gha.UrlV2)),
        _ => null,
    };

    private static string? MissingVariables(RuleInput input, string? token, bool hasUrl)
    {
        var hasToken = Has(token) || Has(input.Variable("ACTIONS_RUNTIME_TOKEN"));
        hasUrl |= Has(input.Variable("ACTIONS_CACHE_URL")) || Has(input.Variable("ACTIONS_RESULTS_URL"));
        return (hasToken, hasUrl) switch
        {
            (false, false) => "ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL are",
            (false, true) => "ACTIONS_RUNTIME_TOKEN is",
            (true, false) => "ACTIONS_RESULTS_URL is",
            _ => null,
        };
    }

    private static IEnumerable<Finding> FinalStageOnly(RuleInput input)
    {
        // A single complete export is enough.
        if (input.CacheTo.Count == 0 || input.CacheTo.Any(entry => !entry.KeepsFinalStageOnly))
            yield break;

        var stages = input.Facts.Stages ?? DockerfileStages.Count(input);
        if (stages > 1)
        {
            var entry = input.CacheTo[0];
            var inline = entry is InlineCacheTo;
            yield return Finding.Warning(
                inline ? "--cache-to type=inline" : $"--cache-to type={entry.Type}, mode",
                $"{(inline ? "an inline cache" : "mode=min")} contains only the final stage: of the {stages} stages, " +
                    "those that build (wheels, uv sync) run again wherever this is the only cache",
                inline ? "Also export to a registry or a folder with mode=max" : "Set mode=max");
        }
    }

    private static IEnumerable<string> Tags(RuleInput input) =>
        (input.Settings.Tag ?? []).Select(tag => tag.WithDefaultTag().ToString());

    private static bool Has(string? text) => !string.IsNullOrEmpty(text);
}
