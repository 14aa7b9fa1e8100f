using Nuke.Docker.BuildKit.Mounts.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>
/// Puts exported cache mounts into an engine, under the id, mode, uid and gid that the Dockerfile writes, so that its build finds
/// them. What a mount has already isn't carried again; what it has besides stays.
/// </summary>
public static class CacheMountsImport
{
    /// <summary>Imports mounts.</summary>
    /// <param name="mounts">At least one; see <see cref="CacheMounts.Of"/>. What the export has of other mounts isn't touched.</param>
    /// <param name="place">Where from.</param>
    /// <param name="options">How; null: as by default.</param>
    /// <param name="cancellationToken">Stops it; each file of the mounts is then either old or new, never half.</param>
    /// <exception cref="DockerBuildException">No mount, no export, no image with a shell (<see cref="DockerFaultKind.CacheMounts"/>), or the engine fails.</exception>
    public static async Task<CacheMountsReport> RunAsync(
        IReadOnlyList<CacheMount> mounts, CacheMountsPlace place, CacheMountsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mounts);
        ArgumentNullException.ThrowIfNull(place);
        options ??= new CacheMountsOptions();
        if (mounts.Count == 0)
            throw CacheMountsFault.Create("There is no cache mount to import.", "A Dockerfile has one where it says RUN --mount=type=cache,target=FOLDER.");
        if ((place.Kind == CacheMountsPlaceKind.Folder && !Directory.Exists(place.Value)) || (place.Kind == CacheMountsPlaceKind.Tar && !File.Exists(place.Value)))
            throw NoExport(place);

        var time = options.Time ?? TimeProvider.System;
        var started = time.GetTimestamp();
        await using var archive = await MountArchives.OpenAsync(place, options, cancellationToken);
        var manifest = await archive.ReadTextAsync(ExportManifest.FileName) is { } json
            ? ExportManifest.Read(json) ?? throw CacheMountsFault.Create($"The {place} has a {ExportManifest.FileName} that can't be read.", "Export the cache mounts once more; a newer version of this program may have written it.", place.Value)
            : throw NoExport(place);
        var transfers = await new MountImporter(archive, manifest, place, options).RunAsync(mounts, cancellationToken);
        return new CacheMountsReport(place, transfers, time.GetElapsedTime(started));
    }

    private static DockerBuildException NoExport(CacheMountsPlace place) =>
        CacheMountsFault.Create($"The {place} holds no exported cache mounts.", "Export them first, with DockerCacheMountsExport.", place.Value);
}
