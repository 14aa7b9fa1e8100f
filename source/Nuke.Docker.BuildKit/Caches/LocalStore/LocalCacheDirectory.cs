using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>A folder of local caches, such as one for each image of a repository.</summary>
/// <param name="folder">The folder; that it isn't there is the same as that it is empty.</param>
public sealed class LocalCacheDirectory(string folder)
{
    // An image, a scope within it, a platform within that.
    private const int Depth = 4;

    /// <summary>The folders of the caches, by name.</summary>
    public IReadOnlyList<string> Stores()
    {
        var stores = new List<string>();
        Find(Path.GetFullPath(folder), Depth, stores);
        return stores;
    }

    /// <summary>What the caches hold, the largest first.</summary>
    /// <param name="full">Whether the content of every blob is read, which costs the whole of all caches.</param>
    public IReadOnlyList<LocalCacheInfo> Read(bool full = false) =>
        [.. Stores().Select(store => LocalCacheInfoReader.Read(store, full)).Where(info => info.Bytes > 0 || info.Images.Count > 0).OrderByDescending(info => info.Bytes)];

    /// <summary>Deletes images, the one used longest ago first, until all caches together take no more than a limit. Caches that another build has open are left alone.</summary>
    /// <param name="limit">The most that may be left.</param>
    /// <param name="justBuilt">Images that go last, and only if one of them alone takes more than the limit: folder and tag.</param>
    /// <param name="time">The clock. <c>null</c>: the system's.</param>
    /// <returns>What was deleted and why, a sentence each.</returns>
    public IReadOnlyList<string> Shrink(ByteSize limit, IReadOnlyCollection<(string Folder, string Tag)> justBuilt, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(justBuilt);
        var told = new List<string>();
        var sizes = Stores().Select(store => LocalCacheInfoReader.Read(store, VerificationDepth.References)).ToDictionary(info => info.Folder, StringComparer.Ordinal);
        var left = sizes.Values.SelectMany(info => info.Images, (info, image) => (info.Folder, Image: image, JustBuilt: justBuilt.Contains((info.Folder, image.Tag))))
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
            told.Add(Remove(store, image, isNew, limit, time));
            sizes[store] = LocalCacheInfoReader.Read(store, VerificationDepth.References);
        }

        return told;
    }

    /// <summary>The number of the last use of any image here.</summary>
    internal long LastUse() => Stores().Select(store => StoreUses.Read(new StoreLayout(store)).Last).DefaultIfEmpty().Max();

    private static string Remove(string store, CachedImage image, bool isNew, ByteSize limit, TimeProvider? time)
    {
        var (name, size) = ($"{store}{(image.Tag is "latest" or "" ? "" : $" ({image.Tag})")}", HumanText.Size(image.Bytes));
        using var open = LocalCacheStore.TryOpen(store, time);
        if (open is null)
            return $"The caches take more than the limit of {HumanText.Size(limit.Bytes)}; {name} is in use and stays.";

        open.Remove(image.Tag);
        return isNew
            ? $"The cache {name} takes {size} alone, more than the limit of {HumanText.Size(limit.Bytes)} for all: it was deleted, and the next build finds none. Raise the limit."
            : $"The cache {name} was used longest ago and deleted ({size}): all caches together may take {HumanText.Size(limit.Bytes)}.";
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
