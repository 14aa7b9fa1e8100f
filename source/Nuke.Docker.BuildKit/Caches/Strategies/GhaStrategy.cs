using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>The cache service of GitHub Actions, with a scope for each image, branch and platform.</summary>
public sealed record GhaStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "gha";

    /// <summary>Which steps are kept; all by default, those of builder stages too.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary><c>ignore-error</c>: a failed export doesn't fail the build. <c>null</c>: BuildKit's default.</summary>
    public bool? IgnoreError { get; init; }

    /// <summary>What the service needs and the environment lacks, as a clause; <c>null</c> where it is all there. Without it buildx drops the cache and says nothing.</summary>
    internal static string? Missing(Func<string, string?> environment)
    {
        var has = (string name) => !string.IsNullOrEmpty(environment(name));
        return (has("ACTIONS_RUNTIME_TOKEN"), has("ACTIONS_RESULTS_URL") || has("ACTIONS_CACHE_URL")) switch
        {
            (true, true) => null,
            (false, _) => "ACTIONS_RUNTIME_TOKEN is not set (a step such as crazy-max/ghaction-github-runtime hands it to scripts)",
            _ => "ACTIONS_RESULTS_URL is not set (a step such as crazy-max/ghaction-github-runtime hands it to scripts)",
        };
    }

    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        // Nothing is asked for that buildx would drop without a word: the reason says it instead.
        if (Missing(facts.Environment) is { } missing)
            return CacheDecision.None($"GitHub's cache can't be used, as {missing}");

        var scope = new CacheScope(facts);
        return Remote.Decide(
            facts,
            scope,
            $"GitHub's cache, scope {scope.SharedName}",
            scope.SharedNames.Select(name => new GhaCacheFrom { Scope = name }),
            new GhaCacheTo { Scope = scope.SharedName, Mode = Mode, IgnoreError = IgnoreError });
    }
}
