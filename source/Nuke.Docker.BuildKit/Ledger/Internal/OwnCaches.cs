using System.Security.Cryptography;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// The local caches of a build that only builds of the same ledger have written. A result that no engine has created here can't be in them, so that its step
/// runs. A cache that another build or machine has changed is never one of them again, until it is deleted.
/// </summary>
internal sealed class OwnCaches
{
    private readonly List<string> _folders;
    private readonly List<string> _own;

    /// <param name="settings">The build.</param>
    /// <param name="last">The last build; <c>null</c> if there is none.</param>
    public OwnCaches(BuildxBuildSettings settings, BuildLedger? last)
    {
        var working = Path.GetFullPath(settings.WorkingDirectory ?? ".");
        _folders =
        [
            .. (settings.CacheFrom ?? []).OfType<LocalCacheFrom>().Select(cache => cache.Source)
                .Concat((settings.CacheTo ?? []).OfType<LocalCacheTo>().Select(cache => cache.Destination))
                .Select(folder => Path.GetFullPath(folder, working)).Distinct(StringComparer.Ordinal),
        ];
        _own = _folders.FindAll(folder => IndexOf(folder) is not { } index || last?.OwnCaches.GetValueOrDefault(folder) == index);
        ImportsOthers = (settings.CacheFrom ?? []).Any(cache =>
            cache is not LocalCacheFrom local || !_own.Contains(Path.GetFullPath(local.Source, working)));
    }

    /// <summary>True if the build imports a cache that others may have written.</summary>
    public bool ImportsOthers { get; }

    /// <summary>Returns the digests of the indexes after the build, by folder.</summary>
    public IReadOnlyDictionary<string, string> AfterBuild() =>
        _own.Select(folder => (folder, Index: IndexOf(folder))).Where(cache => cache.Index is not null)
            .ToDictionary(cache => cache.folder, cache => cache.Index!, StringComparer.Ordinal);

    // null: there is no cache. A cache that can't be read has no known digest.
    private static string? IndexOf(string folder)
    {
        var path = Path.Combine(folder, "index.json");
        try
        {
            return File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
