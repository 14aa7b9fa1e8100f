using System.Diagnostics.Contracts;
using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>The result of an export or an import of cache mounts.</summary>
/// <param name="Place">The destination or the source.</param>
/// <param name="Mounts">The result of each mount.</param>
/// <param name="Duration">The total duration.</param>
public sealed record CacheMountsReport(CacheMountsPlace Place, IReadOnlyList<CacheMountTransfer> Mounts, TimeSpan Duration)
{
    /// <summary>Number of files, links and folders that were copied.</summary>
    public int ChangedFiles => Mounts.Sum(mount => mount.ChangedFiles);

    /// <summary>Size of the files that were copied, in bytes.</summary>
    public long ChangedBytes => Mounts.Sum(mount => mount.ChangedBytes);

    /// <summary>True if anything was copied or deleted.</summary>
    public bool Changed => Mounts.Any(mount => mount.ChangedFiles > 0 || mount.Deleted > 0);

    /// <summary>Returns a line for each mount, and a line with the totals.</summary>
    [Pure]
    public IReadOnlyList<string> ToLines()
    {
        var (mounts, files) = (Count(Mounts.Count, "cache mount"), Count(ChangedFiles, "file"));
        var seconds = Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return [.. Mounts.Select(Line), $"{mounts}, {files} ({Size(ChangedBytes)}) copied in {seconds} s, {Place}"];
    }

    private static string Line(CacheMountTransfer mount) => mount.Skipped is not null
        ? $"{mount.Mount.Id}: skipped, {mount.Skipped}"
        : string.Concat(
            $"{mount.Mount.Id}: {mount.ChangedFiles} of {mount.Files} files copied, {Size(mount.ChangedBytes)} of {Size(mount.Bytes)}",
            mount.Deleted > 0 ? $", {mount.Deleted} deleted" : "",
            mount.Kept > 0 ? $", {mount.Kept} newer ones kept" : "",
            mount.LeftOut > 0 ? $", {mount.LeftOut} left out" : "",
            mount.Damaged.Count > 0 ? $", {mount.Damaged.Count} damaged" : "");

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Size(long bytes) => new ByteSize(bytes).ToDecimal();
}
