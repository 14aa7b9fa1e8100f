using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>
/// When the newest blob was written that a build of ours has left. What is newer comes from somebody else, or from a build that was killed:
/// after a power failure a file can have its size and none of its content. Both times are the file system's; no clock is asked.
/// </summary>
internal static class NewestBlob
{
    /// <returns><c>null</c> where no build of ours has ended here.</returns>
    public static DateTime? Read(StoreLayout layout) =>
        File.Exists(layout.Newest) && long.TryParse(File.ReadAllText(layout.Newest), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc)
            : null;

    public static void Write(StoreLayout layout, IEnumerable<string> digests)
    {
        var newest = digests.Select(digest => File.GetLastWriteTimeUtc(Path.Combine(layout.Blobs, digest.Replace(':', Path.DirectorySeparatorChar)))).DefaultIfEmpty().Max();
        if (Read(layout) != newest)
            AtomicFile.WriteText(newest.Ticks.ToString(CultureInfo.InvariantCulture), layout.Newest);
    }
}
