using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>The folders of local caches, and the decisions to use them.</summary>
internal static class LocalCacheFolder
{
    private const string NoExport =
        "no cache is exported, because the engine does not use the containerd image store. Enable it (daemon.json: \"features\": "
        + "{\"containerd-snapshotter\": true}) or use a docker-container builder";

    /// <summary>
    /// Returns the folder for the caches of a repository in the user's cache folder (<c>XDG_CACHE_HOME</c> or <c>~/.cache</c>,
    /// <c>~/Library/Caches</c>, <c>%LOCALAPPDATA%</c>). Its name ends with a hash of the path, so that two clones do not share the folder.
    /// </summary>
    /// <param name="rootDirectory">The root of the repository.</param>
    /// <param name="fallback">
    /// The folder to use if the user's cache folder can't be written, or if its path has letters outside ASCII, which BuildKit can't pass on.
    /// <c>null</c>: a folder for temporary files.
    /// </param>
    public static string ForRepository(string rootDirectory, string? fallback = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(rootDirectory);

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(rootDirectory));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..8];
        var name = Path.Combine("nuke-docker-buildkit", $"{Ascii(Path.GetFileName(root))}-{hash}");
        if (Path.Combine(UserCacheFolder(), name) is var preferred && IsUsable(preferred))
            return preferred;
        return fallback is not null && IsUsable(fallback) ? Path.GetFullPath(fallback) : Path.Combine(Path.GetTempPath(), name);
    }

    private static string Ascii(string name) => string.Concat(name.Select(character => char.IsAscii(character) ? character : '_'));

    private static bool IsUsable(string folder) => Path.IsPathRooted(folder) && folder.All(char.IsAscii) && FolderAccess.CanCreate(folder);

    /// <summary>Decides to import and export a folder with <c>mode=max</c>, so that the layers of builder stages are cached as well.</summary>
    /// <param name="folder">The folder of an image. It is imported only if it contains a cache.</param>
    /// <param name="canExport">True if the builder can export a cache. The docker driver without the containerd image store cannot.</param>
    internal static CacheDecision Decide(string folder, bool canExport)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);

        if (!canExport)
            return CacheDecision.None(NoExport);

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
