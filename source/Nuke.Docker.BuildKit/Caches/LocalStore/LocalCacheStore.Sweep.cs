using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

public sealed partial class LocalCacheStore
{
    /// <summary>
    /// Deletes the blobs that the index doesn't reach, through manifests and nested indexes. The index and its manifests are read, and the folder is
    /// listed once: what it costs follows the number of blobs, never their size. Nothing is deleted that isn't a blob by its place and its name.
    /// </summary>
    public async Task<CacheSweep> SweepAsync()
    {
        if (!await UnfinishedExports.RemoveAsync(_layout))
            return new CacheSweep { Skipped = "something else exports into the folder" };

        var inspection = StoreInspection.Of(_layout, VerificationDepth.References);
        var sweep = new CacheSweep { LiveBytes = inspection.Reached.Values.Sum(), Strangers = BlobFolders.Strangers(_layout) };
        // What a manifest reaches that can't be read, nobody knows.
        if (inspection.Damages.Count > 0)
            return sweep with { Skipped = inspection.Damages[0].ToString() };
        if (inspection.Index is null)
            return sweep with { Skipped = "there is no index.json" };

        foreach (var draft in BlobFolders.Drafts(_layout))
            File.Delete(draft);
        new Quarantine(_layout, _time).Clean();
        KeepCopy(inspection.Index);
        NewestBlob.Write(_layout, inspection.Reached.Keys);
        return Delete(sweep, inspection.Reached);
    }

    /// <summary>Deletes an image: its entry first, then the blobs that no other image reaches.</summary>
    /// <param name="tag">The <c>tag</c> of its entry.</param>
    public CacheSweep Remove(string tag)
    {
        var inspection = StoreInspection.Of(_layout, VerificationDepth.References);
        var entries = inspection.Images.Where(image => (image.Entry.Tag ?? "") == tag).Select(image => image.Entry).ToList();
        if (entries.Count == 0)
            return new CacheSweep { Skipped = $"there is no image '{tag}'" };

        WriteIndex(inspection, entries);
        // Or a verification would bring the entry back.
        File.Delete(_layout.IndexCopy);
        var left = StoreInspection.Of(_layout, VerificationDepth.References);
        var sweep = new CacheSweep { LiveBytes = left.Reached.Values.Sum() };
        return left.Damages.Count > 0 ? sweep with { Skipped = left.Damages[0].ToString() } : Delete(sweep, left.Reached);
    }

    /// <summary>Deletes everything that is buildx's or ours; files of others stay, and so does the lock's.</summary>
    public CacheSweep Clear()
    {
        File.Delete(_layout.Index);
        File.Delete(_layout.IndexCopy);
        File.Delete(_layout.Uses);
        File.Delete(_layout.Newest);
        File.Delete(Path.Combine(_layout.Folder, "oci-layout"));
        if (Directory.Exists(_layout.Ingest) && !StoreLayout.IsLink(_layout.Ingest))
            Directory.Delete(_layout.Ingest, recursive: true);
        new Quarantine(_layout, _time).Clean(kept: 0);
        return Delete(new CacheSweep { Strangers = BlobFolders.Strangers(_layout) }, new Dictionary<string, long>());
    }

    private CacheSweep Delete(CacheSweep sweep, IReadOnlyDictionary<string, long> reached)
    {
        foreach (var file in BlobFolders.Dead(_layout, reached.Keys.ToHashSet(StringComparer.Ordinal)))
        {
            sweep = sweep with { Deleted = sweep.Deleted + 1, DeletedBytes = sweep.DeletedBytes + file.Length };
            // buildx makes blobs read-only, which Windows takes for a reason not to delete them.
            if (OperatingSystem.IsWindows())
                file.IsReadOnly = false;
            file.Delete();
        }

        return sweep;
    }

    private void KeepCopy(byte[] index)
    {
        if (!File.Exists(_layout.IndexCopy) || !File.ReadAllBytes(_layout.IndexCopy).AsSpan().SequenceEqual(index))
            AtomicFile.WriteText(System.Text.Encoding.UTF8.GetString(index), _layout.IndexCopy);
    }
}
