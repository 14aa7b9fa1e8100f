using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>Keeps damaged files of a cache for a while, so that users can examine them.</summary>
internal sealed class Quarantine(StoreLayout layout, TimeProvider time)
{
    private const int Kept = 3;
    private const string Note = "why.txt";

    /// <summary>Moves damaged files to the quarantine and deletes old ones from it. Moving works on a full disk, too.</summary>
    /// <param name="damages">The damaged files.</param>
    /// <param name="rewriteIndex">
    /// Removes the damaged images from the index. Blobs are moved after that: if it fails, the index does not refer to missing blobs.
    /// </param>
    public void Take(IReadOnlyList<CacheDamage> damages, Action rewriteIndex)
    {
        var now = time.GetUtcNow();
        var name = $"{now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..6]}";
        var folder = Path.Combine(layout.Quarantine, name);
        Directory.CreateDirectory(folder);
        var files = damages.Select(damage => Path.Combine(layout.Folder, damage.File)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var file in files.Where(file => file == layout.Index))
            Move(file, folder);
        rewriteIndex();
        foreach (var file in files.Where(file => file != layout.Index))
            Move(file, folder);
        Explain(folder, damages, now);
        Clean();
    }

    /// <summary>Deletes all folders but the newest.</summary>
    public void Clean(int kept = Kept)
    {
        if (!Directory.Exists(layout.Quarantine) || StoreLayout.IsLink(layout.Quarantine))
            return;

        // By creation time, because the clock that named them may have been set back.
        var old = new DirectoryInfo(layout.Quarantine).EnumerateDirectories()
            .OrderByDescending(folder => folder.CreationTimeUtc)
            .ThenByDescending(folder => folder.Name, StringComparer.Ordinal)
            .Skip(kept)
            .ToList();
        foreach (var folder in old)
            folder.Delete(recursive: true);
    }

    private void Explain(string folder, IReadOnlyList<CacheDamage> damages, DateTimeOffset now)
    {
        try
        {
            var list = string.Concat(damages.Select(damage => $"{damage.File} {damage.Problem}\n"));
            var moment = now.ToString("u", CultureInfo.InvariantCulture);
            var text = $"Moved here {moment} from {layout.Folder}. Nothing needs these files; they can be deleted.\n{list}";
            AtomicFile.WriteText(text, Path.Combine(folder, Note));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // On a full disk the note is missing; the report has the same text.
        }
    }

    private static void Move(string file, string folder)
    {
        var target = Path.Combine(folder, Path.GetFileName(file));
        // A link is moved itself, not its target.
        if (Directory.Exists(file))
            Directory.Move(file, target);
        else if (StoreLayout.IsLink(file) || File.Exists(file))
            File.Move(file, target);
    }
}
