using Nuke.Docker.BuildKit.Containers;
using Nuke.Docker.BuildKit.Mounts;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Adds images to the build's summary.</summary>
internal static class SummaryExtensions
{
    public static Dictionary<string, string> AddImages(this Dictionary<string, string> summary, IReadOnlyList<BuildReport> reports)
    {
        summary.AddPair("Images", reports.Count);
        // Services of a compose project may have one image name, with several tags.
        foreach (var image in reports.GroupBy(report => report.Image, StringComparer.Ordinal))
            summary.AddPair(image.Key, string.Join("; ", image.Select(Words)));
        return summary;
    }

    public static Dictionary<string, string> AddCacheMounts(this Dictionary<string, string> summary, CacheMountsReport report)
    {
        summary.AddPair("Mounts", report.Mounts.Count);
        summary.AddPair("Carried", $"{report.ChangedFiles} files, {new ByteSize(report.ChangedBytes).ToDecimal()}");
        return summary;
    }

    public static Dictionary<string, string> AddContainers(this Dictionary<string, string> summary, IReadOnlyList<ContainerSnapshot> containers)
    {
        summary.AddPair("Containers", containers.Count);
        foreach (var container in containers.Where(container => container.Addresses.Count > 0))
            summary.AddPair(container.Name, string.Join(", ", container.Addresses));
        return summary;
    }

    private static string Words(BuildReport report) => report.Skipped ? "skipped"
        : $"{report.Count(StepResult.Cached)} cached, {report.Count(StepResult.Ran)} ran"
        + (report.Attempts.Count > 0 ? $", {report.Attempts.Count} attempts" : "")
        + (report.CacheNotWritten ? ", cache not written" : "");
}
