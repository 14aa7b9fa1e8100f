using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>Keeps damaged files of a cache for a while, for whoever wants to know what happened to them.</summary>
internal sealed class Quarantine(StoreLayout layout, TimeProvider time)
{
    private const int Kept = 3;
    private const string Note = "why.txt";

    /// <summary>Moves what is damaged out of the way, and cleans up what was set aside long ago. Nothing is copied: that works on a full disk, too.</summary>
    /// <param name="damages">What is damaged.</param>
    /// <param name="rewriteIndex">Takes what is damaged out of the index. Blobs are moved after that: where it can't be done, no index names what isn't there.</param>
    public void Take(IReadOnlyList<CacheDamage> damages, Action rewriteIndex)
    {
        var now = time.GetUtcNow();
        var folder = Path.Combine(layout.Quarantine, $"{now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..6]}");
        Directory.CreateDirectory(folder);
        var files = damages.Select(damage => Path.Combine(layout.Folder, damage.File)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var file in files.Where(file => file == layout.Index))
            Move(file, folder);
        rewriteIndex();
        foreach (var file in files.Where(file => file != layout.Index))
            Move(file, folder);
        Explain(folder, $"Set aside {now.ToString("u", CultureInfo.InvariantCulture)} from {layout.Folder}. Nothing needs these files; they can be deleted.\n{string.Concat(damages.Select(damage => $"{damage.File} {damage.Problem}\n"))}");
        Clean();
    }

    /// <summary>Deletes all but the last few.</summary>
    public void Clean(int kept = Kept)
    {
        if (!Directory.Exists(layout.Quarantine) || StoreLayout.IsLink(layout.Quarantine))
            return;

        // By when they came, which the clock that named them needn't agree with.
        var old = new DirectoryInfo(layout.Quarantine).EnumerateDirectories()
            .OrderByDescending(folder => folder.CreationTimeUtc)
            .ThenByDescending(folder => folder.Name, StringComparer.Ordinal)
            .Skip(kept)
            .ToList();
        foreach (var folder in old)
            folder.Delete(recursive: true);
    }

    private static void Explain(string folder, string text)
    {
        try
        {
            AtomicFile.WriteText(text, Path.Combine(folder, Note));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A disk without room for a note is no reason to stop here: the report tells it, too.
        }
    }

    private static void Move(string file, string folder)
    {
        var target = Path.Combine(folder, Path.GetFileName(file));
        // Of a link, the link is moved, never what it leads to.
        if (Directory.Exists(file))
            Directory.Move(file, target);
        else if (StoreLayout.IsLink(file) || File.Exists(file))
            File.Move(file, target);
    }
}
