using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>Selects a strategy: GitHub's cache in GitHub Actions, a registry in another CI system with a login, otherwise a local folder.</summary>
public sealed record AutoStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "auto";

    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        var system = CiBuild.SystemOf(facts.Environment);
        if (!facts.CanExport)
            return WithoutExport(facts, system);
        if (system is null)
            return Local.Decide(facts);

        var notes = system;
        if (system == CiBuild.GitHub)
        {
            if (GhaStrategy.Missing(facts.Environment) is not { } missing)
                return Because(system, Gha.Decide(facts));
            notes = $"{system} without its cache, because {missing}";
        }

        if (Repository(facts) is not { } registry)
            return Because($"{notes}, and no registry is set (--docker-cache-ref registry.example.com/acme/cache)", Local.Decide(facts));
        return facts.HasLogin(registry.Host)
            ? Because(notes, registry.Strategy.Decide(facts))
            : Because($"{notes}, and docker is not logged in to {registry.Host}", Local.Decide(facts));
    }

    private static CacheDecision Because(string reason, CacheDecision decision) => decision with { Reason = $"{reason}: {decision.Reason}" };

    // The build succeeds without a cache, so that this is not an error.
    private static CacheDecision WithoutExport(CacheFacts facts, string? system) =>
        system is not null && HostOf(facts.Image) is not null
            ? Because("the engine can export only an inline cache, because it does not use the containerd image store", Inline.Decide(facts))
            : Local.Decide(facts);

    // GitLab sets a variable with the registry of the project.
    private static (string Host, RegistryStrategy Strategy)? Repository(CacheFacts facts)
    {
        if (facts.Repository is { } repository)
            return (HostOf(repository) ?? ImageReference.DefaultDomain, Registry);
        if (HostOf(facts.Image) is { } host)
            return (host, Registry);
        return facts.Environment("CI_REGISTRY_IMAGE") is { Length: > 0 } project && HostOf(project) is { } own
            ? (own, Registry with { Repository = $"{project}/cache" })
            : null;
    }

    private static string? HostOf(string name) =>
        ImageReference.TryParse(name, out var reference) && reference.Domain != ImageReference.DefaultDomain ? reference.Domain : null;
}
