using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Docker.BuildKit.Caching;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the build cache: where a build reads it from and writes it to.</summary>
public interface IHazDockerCache : INukeBuild
{
    /// <summary>
    /// The folder of the local caches, one folder per image below it. Default: a folder for this repository in the user's
    /// cache folder, outside of every build context, so that a cache never becomes an input of the build that writes it.
    /// </summary>
    [Parameter("Folder of the local build caches. Default: one for this repository in the user's cache folder")]
    AbsolutePath DockerCacheDirectory => TryGetValue(() => DockerCacheDirectory) ?? LocalCacheFolder.ForRepository(RootDirectory);

    /// <summary>The most that all local caches in <see cref="DockerCacheDirectory"/> may take after a build, such as <c>5GB</c>; by 1000, as docker counts disk space. <c>null</c>: no limit.</summary>
    [Parameter("The most that the local caches may take, such as 5GB; those used longest ago go first. Default: no limit")]
    string? DockerCacheLimit => TryGetValue(() => DockerCacheLimit);

    /// <summary>Where the cache of an image comes from and goes to, with the reason in words. Override it for another backend.</summary>
    /// <param name="image">The image that is about to be built.</param>
    /// <param name="canExport">Whether the builder can export a cache at all; the docker driver can't without the containerd image store.</param>
    CacheDecision GetDockerCache(DockerImage image, bool canExport) =>
        LocalCacheFolder.Decide(DockerCacheDirectory / image.ShortName, canExport);
}
