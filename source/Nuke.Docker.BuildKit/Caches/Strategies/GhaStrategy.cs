using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>The cache service of GitHub Actions, with a scope for each image, branch and platform.</summary>
public sealed record GhaStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "gha";

    /// <summary>The steps to export. Default: all, including those of builder stages.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary><c>ignore-error</c>: true to continue the build if the export fails. <c>null</c>: BuildKit's default.</summary>
    public bool? IgnoreError { get; init; }

    /// <summary>
    /// Returns a clause about the environment variable that the service needs and that is not set. <c>null</c>: all are set. Without them, buildx ignores
    /// the cache silently.
    /// </summary>
    internal static string? Missing(Func<string, string?> environment)
    {
        var has = (string name) => !string.IsNullOrEmpty(environment(name));
        return (has("ACTIONS_RUNTIME_TOKEN"), has("ACTIONS_RESULTS_URL") || has("ACTIONS_CACHE_URL")) switch
        {
            (true, true) => null,
            (false, _) => "ACTIONS_RUNTIME_TOKEN is not set (a step such as crazy-max/ghaction-github-runtime passes it to scripts)",
            _ => "ACTIONS_RESULTS_URL is not set (a step such as crazy-max/ghaction-github-runtime passes it to scripts)",
        };
    }

    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        // buildx would ignore the cache silently, so that the reason reports it.
        if (Missing(facts.Environment) is { } missing)
            return CacheDecision.None($"GitHub's cache cannot be used, because {missing}");

        var scope = new CacheScope(facts);
        return Remote.Decide(
            facts,
            scope,
            $"GitHub's cache, scope {scope.SharedName}",
            scope.SharedNames.Select(name => new GhaCacheFrom { Scope = name }),
            new GhaCacheTo { Scope = scope.SharedName, Mode = Mode, IgnoreError = IgnoreError });
    }
}
