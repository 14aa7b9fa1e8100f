using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

internal sealed partial class LocalCacheStore
{
    /// <summary>
    /// Deletes the blobs that the index does not refer to, directly or through manifests and nested indexes. It reads the index and its manifests and
    /// lists the folder once, so that its duration depends on the number of blobs, not on their size. Files that are not blobs are kept.
    /// </summary>
    public async Task<CacheSweep> SweepAsync()
    {
        if (!await _unfinished.RemoveAsync())
            return new CacheSweep { Skipped = "something else exports into the folder" };

        var inspection = StoreInspection.Of(_layout, VerificationDepth.References);
        var sweep = new CacheSweep { LiveBytes = inspection.Reached.Values.Sum(), Strangers = BlobFolders.Strangers(_layout) };
        // The blobs of a manifest that cannot be read are not known.
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

    /// <summary>Deletes an image: first its entry, then the blobs that no other image refers to.</summary>
    /// <param name="tag">The <c>tag</c> of its entry.</param>
    public CacheSweep Remove(string tag)
    {
        var inspection = StoreInspection.Of(_layout, VerificationDepth.References);
        var entries = inspection.Images.Where(image => (image.Entry.Tag ?? "") == tag).Select(image => image.Entry).ToList();
        if (entries.Count == 0)
            return new CacheSweep { Skipped = $"there is no image '{tag}'" };

        WriteIndex(inspection, entries);
        // A verification would restore the entry from the copy.
        File.Delete(_layout.IndexCopy);
        var left = StoreInspection.Of(_layout, VerificationDepth.References);
        var sweep = new CacheSweep { LiveBytes = left.Reached.Values.Sum() };
        return left.Damages.Count > 0 ? sweep with { Skipped = left.Damages[0].ToString() } : Delete(sweep, left.Reached);
    }

    /// <summary>Deletes all files of buildx and of this library, except the lock. Other files are kept.</summary>
    /// <param name="keepQuarantine">True to keep the damaged files that are set aside.</param>
    public CacheSweep Clear(bool keepQuarantine = false)
    {
        File.Delete(_layout.Index);
        File.Delete(_layout.IndexCopy);
        File.Delete(_layout.Uses);
        File.Delete(_layout.Signatures);
        File.Delete(_layout.Newest);
        File.Delete(Path.Combine(_layout.Folder, "oci-layout"));
        if (Directory.Exists(_layout.Ingest) && !StoreLayout.IsLink(_layout.Ingest))
            Directory.Delete(_layout.Ingest, recursive: true);
        if (!keepQuarantine)
            new Quarantine(_layout, _time).Clean(kept: 0);
        return Delete(new CacheSweep { Strangers = BlobFolders.Strangers(_layout) }, new Dictionary<string, long>());
    }

    private CacheSweep Delete(CacheSweep sweep, IReadOnlyDictionary<string, long> reached)
    {
        foreach (var file in BlobFolders.Dead(_layout, reached.Keys.ToHashSet(StringComparer.Ordinal)))
        {
            sweep = sweep with { Deleted = sweep.Deleted + 1, DeletedBytes = sweep.DeletedBytes + file.Length };
            // buildx creates read-only blobs, which Windows refuses to delete.
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
