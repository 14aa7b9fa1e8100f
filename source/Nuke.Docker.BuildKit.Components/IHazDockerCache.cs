using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the build cache: where a build reads it from and writes it to.</summary>
public interface IHazDockerCache : INukeBuild
{
    /// <summary>The strategy in words, as <see cref="CacheStrategy.Parse"/> takes them.</summary>
    [Parameter("Where build caches live: auto, local, registry, inline, gha, s3, azblob, none, or several such as registry,local:ro (:ro only reads). Default: auto")]
    string DockerCache => TryGetValue(() => DockerCache) ?? "auto";

    /// <summary>The repository for registry caches of all images, without a tag: each image, branch and platform gets a tag of its own there. <c>null</c>: each image's own repository.</summary>
    [Parameter("Repository for registry caches, such as registry.example.com/acme/cache. Default: each image's own")]
    string? DockerCacheRef => TryGetValue(() => DockerCacheRef!);

    /// <summary>The branch whose cache is read where a branch has none yet. <c>null</c>: what CI or <c>origin/HEAD</c> says, else <c>main</c> or <c>master</c>.</summary>
    [Parameter("Branch whose cache is read where a branch has none yet. Default: the repository's default branch")]
    string? DockerCacheDefaultBranch => TryGetValue(() => DockerCacheDefaultBranch!);

    /// <summary>
    /// The folder of the local caches, one folder per image below it. Default: a folder for this repository in the user's
    /// cache folder, outside of every build context, so that a cache never becomes an input of the build that writes it.
    /// </summary>
    [Parameter("Folder of the local build caches. Default: one for this repository in the user's cache folder")]
    AbsolutePath DockerCacheDirectory => TryGetValue(() => DockerCacheDirectory) ?? LocalCacheFolder.ForRepository(RootDirectory);

    /// <summary>The most that all local caches in <see cref="DockerCacheDirectory"/> may take after a build, such as <c>5GB</c>; by 1000, as docker counts disk space. <c>null</c>: no limit.</summary>
    [Parameter("The most that the local caches may take, such as 5GB; those used longest ago go first. Default: no limit")]
    string? DockerCacheLimit => TryGetValue(() => DockerCacheLimit);

    /// <summary>
    /// Whether the content of every blob of the local caches is read: before a build, and by <c>DockerCacheInfo</c>. That costs the whole cache each time; otherwise what
    /// is large and older than the last build is trusted if its size is right.
    /// </summary>
    [Parameter("Reads the local caches whole before a build and in DockerCacheInfo, instead of trusting sizes. Default: false")]
    bool DockerCacheVerify => TryGetValue<bool?>(() => DockerCacheVerify) ?? false;

    /// <summary>Whether a cache folder within the repository is added to <c>.gitignore</c> and, within a build context, to its <c>.dockerignore</c>.</summary>
    [Parameter("Adds a cache folder inside the repository to .gitignore and .dockerignore. Default: true")]
    bool DockerCacheIgnored => TryGetValue<bool?>(() => DockerCacheIgnored) ?? true;

    /// <summary>How it is decided where a cache lives: what <see cref="DockerCache"/> says. A build class that overrides it leaves that parameter without effect, unless it asks for it.</summary>
    CacheStrategy DockerCacheStrategy => CacheStrategy.Parse(DockerCache);

    /// <summary>Where the cache of an image comes from and goes to, with the reason in words: what <see cref="DockerCacheStrategy"/> decides. Override it to decide otherwise.</summary>
    /// <param name="image">The image that is about to be built.</param>
    /// <param name="canExport">Whether the builder can export a cache at all; the docker driver can't without the containerd image store.</param>
    CacheDecision GetDockerCache(DockerImage image, bool canExport) => DockerCacheStrategy.Decide(this.CacheFactsOf(image, canExport));
}
