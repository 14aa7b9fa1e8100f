using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Deletes local caches, one after the other.</summary>
internal sealed class CacheCleaning(IHazDockerCache build)
{
    /// <returns>Bytes that were deleted.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var caches = Read();
        foreach (var info in caches)
        {
            var kept = info.Strangers.Count > 0 ? $"; files that aren't part of it stay: {string.Join(", ", info.Strangers)}" : "";
            Log.Information("{Line:l}", $"Deleting the cache {info.Folder}: {HumanText.Size(info.Bytes)}{kept}");
        }
        if (caches.Count == 0)
            Log.Information("There is no cache to delete in {Folder:l}", build.DockerCacheDirectory);
        return await DeleteAsync(caches, keepsQuarantine: false, cancellationToken);
    }

    /// <summary>Reads the caches of the images.</summary>
    public IReadOnlyList<LocalCacheInfo> Read() => [.. Stores().Select(store => LocalCacheInfo.Read(store))];

    /// <summary>Deletes caches, one after the other.</summary>
    /// <returns>Bytes that were deleted.</returns>
    public static async Task<long> DeleteAsync(IReadOnlyList<LocalCacheInfo> caches, bool keepsQuarantine, CancellationToken cancellationToken)
    {
        var deleted = 0L;
        foreach (var folder in caches.Select(cache => cache.Folder))
        {
            var before = LocalCacheInfo.Read(folder).Bytes;
            await using var store = await LocalCacheStore.OpenAsync(
                folder,
                () => Log.Information("Waiting for another build that has the cache {Folder:l} open …", folder),
                cancellationToken: cancellationToken);
            store.Clear(keepsQuarantine);
            deleted += before - LocalCacheInfo.Read(folder).Bytes;
        }

        return deleted;
    }

    // An image's caches are where its builds put them, which a build class may have chosen.
    private IReadOnlyList<string> Stores()
    {
        if ((build as IDockerBuild)?.DockerImage is not { Length: > 0 } names)
            return new LocalCacheDirectory(build.DockerCacheDirectory).Stores();

        return
        [
            .. ImageSelection.Select(((IDockerBuild)build).Images, names)
                .SelectMany(image => build.GetDockerCache(image, canExport: true).To.OfType<LocalCacheTo>())
                .Select(export => Path.GetFullPath(export.Destination, build.RootDirectory))
                .Where(LocalCacheStore.IsStore)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
