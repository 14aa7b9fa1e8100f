using System.Security.Cryptography;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// The local caches of a build that only builds of the same ledger have written. A result that no engine has created here can't be in them, so that its step
/// runs. A cache that another build or machine has changed is never one of them again, until it is deleted.
/// </summary>
internal sealed class OwnCaches
{
    private readonly List<string> _own;
    private readonly IEnumerable<KeyValuePair<string, string>> _unused;

    /// <param name="settings">The build.</param>
    /// <param name="last">The last build; <c>null</c> if there is none.</param>
    public OwnCaches(BuildxBuildSettings settings, BuildLedger? last)
    {
        List<string> imports = [.. (settings.CacheFrom ?? []).OfType<LocalCacheFrom>().Select(cache => settings.FullPath(cache.Source))];
        var exports = (settings.CacheTo ?? []).OfType<LocalCacheTo>().Select(cache => settings.FullPath(cache.Destination));
        var indexes = imports.Concat(exports).Distinct(StringComparer.Ordinal).ToDictionary(folder => folder, IndexOf, StringComparer.Ordinal);
        _own = [.. indexes.Where(cache => cache.Value is null || last?.OwnCaches.GetValueOrDefault(cache.Key) == cache.Value).Select(cache => cache.Key)];
        // A build that uses no cache, or another one, leaves the others as they are.
        _unused = last is null ? [] : last.OwnCaches.ExceptBy(indexes.Keys, cache => cache.Key);
        ImportsOthers = (settings.CacheFrom ?? []).Any(cache => cache is not LocalCacheFrom) || !imports.TrueForAll(_own.Contains);
        MissingImports = imports.FindAll(folder => indexes[folder] is null);
    }

    /// <summary>The folders of imports that contain no cache. buildx leaves them out, and only warns.</summary>
    public IReadOnlyList<string> MissingImports { get; }

    /// <summary>True if the build imports a cache that others may have written.</summary>
    public bool ImportsOthers { get; }

    /// <summary>Returns the digests of the indexes after the build, by folder.</summary>
    public IReadOnlyDictionary<string, string> AfterBuild() =>
        _own.Select(folder => (folder, Index: IndexOf(folder))).Where(cache => cache.Index is not null)
            .Select(cache => KeyValuePair.Create(cache.folder, cache.Index!))
            .Concat(_unused.Where(cache => IndexOf(cache.Key) == cache.Value))
            .ToDictionary(StringComparer.Ordinal);

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
