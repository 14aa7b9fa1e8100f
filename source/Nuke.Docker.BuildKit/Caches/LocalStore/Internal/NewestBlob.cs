using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>
/// The modification time of the newest blob of the last build that completed. Newer blobs come from another program or from a build that was
/// killed; after a power failure, a file can have its size but not its content. Both times come from the file system, not from a clock.
/// </summary>
internal static class NewestBlob
{
    /// <returns><c>null</c> if no build has completed with this cache.</returns>
    public static DateTime? Read(StoreLayout layout) => File.Exists(layout.Newest) ? Parse(File.ReadAllText(layout.Newest)) : null;

    public static void Write(StoreLayout layout, IEnumerable<string> digests)
    {
        var newest = digests
            .Select(digest => Path.Combine(layout.Blobs, digest.Replace(':', Path.DirectorySeparatorChar)))
            .Select(File.GetLastWriteTimeUtc)
            .DefaultIfEmpty()
            .Max();
        if (Read(layout) != newest)
            AtomicFile.WriteText(newest.Ticks.ToString(CultureInfo.InvariantCulture), layout.Newest);
    }

    private static DateTime? Parse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc)
            : null;
}
