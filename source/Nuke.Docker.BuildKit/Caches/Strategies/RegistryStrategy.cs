using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>
/// A registry, with a tag for each image, branch and platform: <c>acme/bot:buildcache-main</c> in the repository of the image, or
/// <c>acme/cache:bot__main</c> in a separate repository.
/// </summary>
public sealed record RegistryStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "registry";

    /// <summary>
    /// The repository for the caches of all images, without a tag. <c>null</c>: <see cref="CacheFacts.Repository"/>, or the repository of each image.
    /// </summary>
    public string? Repository { get; init; }

    /// <summary>The steps to export. Default: all, including those of builder stages.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary>The compression of layers. <c>null</c>: gzip.</summary>
    public CacheCompression? Compression { get; init; }

    /// <summary><c>registry.insecure</c>: true to allow HTTP and invalid certificates. <c>null</c>: they are not allowed.</summary>
    public bool? Insecure { get; init; }

    /// <summary><c>ignore-error</c>: true to continue the build if the export fails. <c>null</c>: BuildKit's default.</summary>
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
            {
                throw new InvalidSettingException(
                    "--docker-cache-ref",
                    $"'{repository}' has a tag or a digest. Set only the repository ({reference.FamiliarName}): each image and branch has its own tag");
            }
    }
}
