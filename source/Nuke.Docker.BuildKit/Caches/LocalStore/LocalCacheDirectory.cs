using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>A folder of local caches, such as one for each image of a repository.</summary>
/// <param name="folder">The folder. If it does not exist, it counts as empty.</param>
internal sealed class LocalCacheDirectory(string folder)
{
    // An image, a scope in it, a platform in the scope.
    private const int Depth = 4;

    /// <summary>Finds the folders of the caches, in the order of their names.</summary>
    public IReadOnlyList<string> Stores()
    {
        var stores = new List<string>();
        Find(Path.GetFullPath(folder), Depth, stores);
        return stores;
    }

    /// <summary>Reads the contents of the caches, the largest cache first.</summary>
    /// <param name="full">True to read every blob completely.</param>
    public IReadOnlyList<LocalCacheInfo> Read(bool full = false) =>
        [
            .. Stores()
                .Select(store => LocalCacheInfo.Read(store, full))
                .Where(info => info.Bytes > 0 || info.Images.Count > 0)
                .OrderByDescending(info => info.Bytes),
        ];

    /// <summary>
    /// Deletes images, the least recently used first, until all caches together are within a limit. Caches that another build has open are skipped.
    /// </summary>
    /// <param name="limit">The size that all caches together may have.</param>
    /// <param name="justBuilt">Folders and tags of images that are deleted last, and only if one of them alone exceeds the limit.</param>
    /// <param name="time">The clock. <c>null</c>: the system's.</param>
    /// <returns>A sentence for each image that was deleted or is in use.</returns>
    public IReadOnlyList<string> Shrink(ByteSize limit, IReadOnlyCollection<(string Folder, string Tag)> justBuilt, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(justBuilt);
        var messages = new List<string>();
        var sizes = Stores()
            .Select(store => LocalCacheInfo.Read(store, VerificationDepth.References))
            .ToDictionary(info => info.Folder, StringComparer.Ordinal);
        var left = sizes.Values
            .SelectMany(info => info.Images, (info, image) => (info.Folder, Image: image, JustBuilt: justBuilt.Contains((info.Folder, image.Tag))))
            .OrderBy(candidate => candidate.JustBuilt)
            .ThenBy(candidate => candidate.Image.UseNumber)
            .ThenBy(candidate => candidate.Image.LastUsed)
            .ToList();
        foreach (var (store, image, isNew) in left)
        {
            if (sizes.Values.Sum(info => info.Bytes) <= limit.Bytes)
                break;
            if (isNew && image.Bytes <= limit.Bytes)
                continue;
            messages.Add(Remove(store, image, isNew, limit, time));
            sizes[store] = LocalCacheInfo.Read(store, VerificationDepth.References);
        }

        return messages;
    }

    /// <summary>Returns the number of the last use of any image in the folder.</summary>
    internal long LastUse() => Stores().Select(store => StoreUses.Read(new StoreLayout(store)).Last).DefaultIfEmpty().Max();

    private static string Remove(string store, CachedImage image, bool isNew, ByteSize limit, TimeProvider? time)
    {
        var (name, size) = ($"{store}{(image.Tag is "latest" or "" ? "" : $" ({image.Tag})")}", HumanText.Size(image.Bytes));
        using var open = LocalCacheStore.TryOpen(store, time);
        if (open is null)
            return $"The caches exceed their limit of {HumanText.Size(limit.Bytes)}, but {name} is kept because another build has it open.";

        open.Remove(image.Tag);
        return isNew
            ? $"The cache {name} ({size}) was deleted because it alone exceeds the limit of {HumanText.Size(limit.Bytes)} for all caches. Raise the limit."
            : $"The least recently used cache {name} ({size}) was deleted to keep all caches within {HumanText.Size(limit.Bytes)}.";
    }

    private static void Find(string folder, int depth, List<string> stores)
    {
        if (LocalCacheStore.IsStore(folder))
            stores.Add(folder);
        else if (depth > 0 && Directory.Exists(folder))
        {
            foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            {
                if (!StoreLayout.IsLink(child))
                    Find(child, depth - 1, stores);
            }
        }
    }
}
