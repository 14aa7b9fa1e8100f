using System.Diagnostics.Contracts;
using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>Summarizes an export or an import for a build log.</summary>
public static class CacheMountsSummary
{
    /// <summary>Returns a line for each mount, and a line with the totals.</summary>
    [Pure]
    public static IReadOnlyList<string> Of(CacheMountsReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (mounts, files) = (Count(report.Mounts.Count, "cache mount"), Count(report.ChangedFiles, "file"));
        var seconds = report.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return [.. report.Mounts.Select(Line), $"{mounts}, {files} ({Size(report.ChangedBytes)}) copied in {seconds} s, {report.Place}"];
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
