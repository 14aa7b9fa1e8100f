using Nuke.Docker.BuildKit.Mounts.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>
/// Carries cache mounts out of an engine. A second export to the same place carries only what changed since, and what the mounts have
/// no more leaves the export as well. An export that fails leaves the one from before as it was.
/// </summary>
public static class CacheMountsExport
{
    /// <summary>Exports mounts.</summary>
    /// <param name="mounts">At least one; see <see cref="CacheMounts.Of"/>. What an export has of other mounts stays in it.</param>
    /// <param name="place">Where to.</param>
    /// <param name="options">How; null: as by default.</param>
    /// <param name="cancellationToken">Stops it; the export from before stays.</param>
    /// <exception cref="DockerBuildException">No mount, no image with a shell, a file in the place's way (<see cref="DockerFaultKind.CacheMounts"/>), or the engine fails.</exception>
    public static async Task<CacheMountsReport> RunAsync(
        IReadOnlyList<CacheMount> mounts, CacheMountsPlace place, CacheMountsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mounts);
        ArgumentNullException.ThrowIfNull(place);
        options ??= new CacheMountsOptions();
        if (mounts.Count == 0)
            throw CacheMountsFault.Create("There is no cache mount to export.", "A Dockerfile has one where it says RUN --mount=type=cache,target=FOLDER.");

        var time = options.Time ?? TimeProvider.System;
        var started = time.GetTimestamp();
        await using var archive = await MountArchives.OpenAsync(place, options, cancellationToken);
        var transfers = await new MountExporter(archive, place, options).RunAsync(mounts, cancellationToken);
        return new CacheMountsReport(place, transfers, time.GetElapsedTime(started));
    }
}
