using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the build cache: the places where a build reads and writes it.</summary>
public interface IHazDockerCache : INukeBuild
{
    /// <summary>Strategy in the format of <see cref="CacheStrategy.Parse"/>. Default: <c>auto</c>.</summary>
    [Parameter("Place of the build caches: auto, local, registry, inline, gha, s3, azblob, none, or several, as in registry,local:ro. Default: auto")]
    string DockerCache => TryGetValue(() => DockerCache) ?? "auto";

    /// <summary>
    /// Repository for the registry caches of all images, without a tag: each image, branch and platform has its own tag. <c>null</c>: the repository
    /// of each image.
    /// </summary>
    [Parameter("Repository for registry caches, such as registry.example.com/acme/cache. Default: that of each image")]
    string? DockerCacheRef => TryGetValue(() => DockerCacheRef!);

    /// <summary>
    /// Branch whose cache is read if a branch has none yet. <c>null</c>: the default branch according to CI or <c>origin/HEAD</c>, otherwise
    /// <c>main</c> or <c>master</c>.
    /// </summary>
    [Parameter("Branch whose cache is read if a branch has none yet. Default: the default branch of the repository")]
    string? DockerCacheDefaultBranch => TryGetValue(() => DockerCacheDefaultBranch!);

    /// <summary>
    /// Folder of the local caches, with one folder per image. Default: a folder for this repository in the user's cache folder,
    /// outside every build context, so that a cache is never an input of the build that writes it. If that folder can't be written:
    /// <c>docker-cache</c> in the temporary folder of the repository.
    /// </summary>
    [Parameter("Folder of the local build caches. Default: a folder for this repository in the user's cache folder")]
    AbsolutePath DockerCacheDirectory =>
        TryGetValue(() => DockerCacheDirectory) ?? LocalCacheFolder.ForRepository(RootDirectory, TemporaryDirectory / "docker-cache");

    /// <summary>
    /// Maximum size of all local caches in <see cref="DockerCacheDirectory"/> after a build, such as <c>5GB</c>, in decimal units. <c>null</c>: no
    /// limit.
    /// </summary>
    [Parameter("Maximum size of the local caches, such as 5GB; the least recently used images are deleted first. Default: no limit")]
    string? DockerCacheLimit => TryGetValue(() => DockerCacheLimit);

    /// <summary>
    /// Reads every blob of the local caches before a build and in <c>DockerCacheInfo</c>. The cost is that of reading the whole cache; otherwise blobs that are
    /// large and older than the last build are only checked for their size. Default: false.
    /// </summary>
    [Parameter("Read every byte of the local caches before a build and in DockerCacheInfo")]
    bool DockerCacheVerify => TryGetValue<bool?>(() => DockerCacheVerify) ?? false;

    /// <summary>
    /// Secret with the key of local caches and of caches in registries, as <c>src=FILE</c> or <c>env=NAME</c>, with at least 16 bytes. Caches are signed with
    /// it, and a cache without its signature is reported and not imported. <c>null</c>: caches are not signed.
    /// </summary>
    [Parameter("Key of local and registry caches, as src=FILE or env=NAME: caches are signed with it, and others are not imported. Default: none is signed")]
    string? DockerCacheKey => TryGetValue(() => DockerCacheKey);

    /// <summary>
    /// Adds a cache folder inside the repository to <c>.gitignore</c> and, inside a build context, to its <c>.dockerignore</c>. Default: true.
    /// </summary>
    [Parameter("Add a cache folder inside the repository to .gitignore and .dockerignore. Default: true")]
    bool DockerCacheIgnored => TryGetValue<bool?>(() => DockerCacheIgnored) ?? true;

    /// <summary>
    /// Strategy that decides where caches are stored, from <see cref="DockerCache"/>. If a build class overrides it, that parameter has no effect.
    /// </summary>
    CacheStrategy DockerCacheStrategy => CacheStrategy.Parse(DockerCache);

    /// <summary>
    /// Decides where the cache of an image is read and written, and why, by <see cref="DockerCacheStrategy"/>. Override it to decide otherwise.
    /// </summary>
    /// <param name="image">The image to build.</param>
    /// <param name="canExport">True if the builder can export a cache; the docker driver can't without the containerd image store.</param>
    CacheDecision GetDockerCache(DockerImage image, bool canExport) => DockerCacheStrategy.Decide(this.CacheFactsOf(image, canExport));
}
