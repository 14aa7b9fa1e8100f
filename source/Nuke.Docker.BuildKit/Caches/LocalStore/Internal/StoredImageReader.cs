namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>Follows the references of the entries of an index. A blob that several images share is checked once.</summary>
/// <param name="folder">The folder of the cache.</param>
/// <param name="depth">The depth of the verification.</param>
/// <param name="trusted">Blobs that were written later are read completely, unless only references are read.</param>
internal sealed class StoredImageReader(string folder, VerificationDepth depth, DateTime trusted)
{
    private readonly Dictionary<string, BlobCheck> _checked = new(StringComparer.Ordinal);

    public StoredImage Read(BlobReference entry)
    {
        var blobs = new Dictionary<string, long>(StringComparer.Ordinal);
        var damages = new List<CacheDamage>();
        if (!entry.IsManifest)
        {
            damages.Add(new CacheDamage(entry.File, $"has the unknown media type '{entry.MediaType}'"));
            return new StoredImage(entry, blobs, damages);
        }

        var left = new Stack<BlobReference>([entry]);
        while (left.TryPop(out var reference))
        {
            if (!blobs.TryAdd(reference.Digest, reference.Size))
                continue;
            var check = Check(reference);
            if (check.Problem is not null)
                damages.Add(new CacheDamage(reference.File, check.Problem));
            foreach (var child in check.Document?.References ?? [])
                left.Push(child);
        }

        return new StoredImage(entry, blobs, damages);
    }

    private BlobCheck Check(BlobReference reference)
    {
        if (!_checked.TryGetValue(reference.Digest, out var check))
            _checked[reference.Digest] = check = BlobCheck.Of(folder, reference, depth, trusted);
        return check;
    }
}
