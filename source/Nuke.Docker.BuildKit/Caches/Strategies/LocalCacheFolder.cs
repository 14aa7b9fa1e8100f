using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>Where local caches live, and whether one can be used.</summary>
public static class LocalCacheFolder
{
    /// <summary>
    /// The folder for the caches of one repository in the user's cache folder (<c>XDG_CACHE_HOME</c> or <c>~/.cache</c>,
    /// <c>~/Library/Caches</c>, <c>%LOCALAPPDATA%</c>). Its name ends in a hash of the repository's path, so that two clones don't share it.
    /// </summary>
    /// <param name="rootDirectory">The root of the repository.</param>
    public static string ForRepository(string rootDirectory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(rootDirectory);

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(rootDirectory));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..8];
        return Path.Combine(UserCacheFolder(), "nuke-docker-buildkit", $"{Path.GetFileName(root)}-{hash}");
    }

    /// <summary>Reads from and writes to a folder with <c>mode=max</c>, so that the layers of builder stages are cached as well.</summary>
    /// <param name="folder">The folder of one image. Nothing is imported as long as it holds no cache.</param>
    /// <param name="canExport">Whether the builder can export a cache: the docker driver can't without the containerd image store.</param>
    public static CacheDecision Decide(string folder, bool canExport)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);

        if (!canExport)
            return CacheDecision.None("no cache is exported: the engine keeps images in its old store. Turn on the containerd image store (daemon.json: \"features\": {\"containerd-snapshotter\": true}) or use a docker-container builder");

        return new(
            File.Exists(Path.Combine(folder, "index.json")) ? [new LocalCacheFrom(folder)] : [],
            [new LocalCacheTo(folder) { Mode = CacheMode.Max }],
            $"local folder {folder}");
    }

    private static string UserCacheFolder()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } configured)
            return configured;

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Path.Combine(home, ".cache");
    }
}
