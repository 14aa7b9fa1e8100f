using Nuke.Docker.BuildKit.Mounts.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Mounts;

public static partial class CacheMounts
{
    /// <summary>
    /// Exports cache mounts from an engine. A repeated export to the same place copies only the changes, and removes the files that the mounts no longer
    /// have. If an export fails, the previous one is not changed.
    /// </summary>
    /// <param name="mounts">At least one mount; see <see cref="Of"/>. Other mounts of an existing export are kept.</param>
    /// <param name="place">The destination.</param>
    /// <param name="options">The options. <c>null</c>: the defaults.</param>
    /// <param name="cancellationToken">Cancels the export. The previous one is not changed.</param>
    /// <exception cref="DockerBuildException">
    /// There is no mount, no image with a shell, or another file at the destination (<see cref="DockerFaultKind.CacheMounts"/>), or the engine failed.
    /// </exception>
    public static async Task<CacheMountsReport> ExportAsync(
        IReadOnlyList<CacheMount> mounts,
        CacheMountsPlace place,
        CacheMountsOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mounts);
        ArgumentNullException.ThrowIfNull(place);
        options ??= new CacheMountsOptions();
        if (mounts.Count == 0)
            throw CacheMountsFault.NoMount("export");

        var time = options.Time ?? TimeProvider.System;
        var started = time.GetTimestamp();
        await using var archive = await MountArchives.OpenAsync(place, options, cancellationToken);
        var transfers = await new MountExporter(archive, place, options).RunAsync(mounts, cancellationToken);
        return new CacheMountsReport(place, transfers, time.GetElapsedTime(started));
    }
}
