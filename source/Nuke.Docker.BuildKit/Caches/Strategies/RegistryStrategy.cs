using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>A registry, with a tag for each image, branch and platform: <c>acme/bot:buildcache-main</c>, or <c>acme/cache:bot__main</c> in a repository of its own.</summary>
public sealed record RegistryStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "registry";

    /// <summary>The repository for the caches of all images, without a tag. <c>null</c>: that of <see cref="CacheFacts.Repository"/>, else each image's own.</summary>
    public string? Repository { get; init; }

    /// <summary>Which steps are kept; all by default, those of builder stages too.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary>How layers are compressed. <c>null</c>: gzip.</summary>
    public CacheCompression? Compression { get; init; }

    /// <summary><c>registry.insecure</c>: allows HTTP and certificates that don't verify. <c>null</c>: it doesn't.</summary>
    public bool? Insecure { get; init; }

    /// <summary><c>ignore-error</c>: a failed export doesn't fail the build. <c>null</c>: BuildKit's default.</summary>
    public bool? IgnoreError { get; init; }

    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        var scope = new CacheScope(facts);
        var repository = Repository ?? facts.Repository;
        Check(repository);
        var name = repository ?? facts.Image;
        var from = (repository is null ? scope.OwnTags : scope.SharedNames).Select(tag => new RegistryCacheFrom($"{name}:{tag}") { Insecure = Insecure });
        var to = new RegistryCacheTo($"{name}:{(repository is null ? scope.OwnTag : scope.SharedName)}")
        {
            Mode = Mode,
            Compression = Compression,
            Insecure = Insecure,
            IgnoreError = IgnoreError,
        };
        return Remote.Decide(facts, scope, $"registry {to.Reference}", from, to);
    }

    private static void Check(string? repository)
    {
        if (repository is null)
            return;
        var reference = ImageReference.Parse(repository, "--docker-cache-ref");
        if (reference.Tag is not null || reference.Digest is not null)
            throw new InvalidSettingException("--docker-cache-ref", $"'{repository}' carries a tag or a digest. Name the repository alone ({reference.FamiliarName}): the tag is made for each image, branch and platform, so that none overwrites another");
    }
}
