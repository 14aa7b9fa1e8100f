using Nuke.Docker.BuildKit.Mounts.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Mounts;

public static partial class CacheMounts
{
    /// <summary>
    /// Imports exported cache mounts into an engine, with the id, mode, uid and gid of the Dockerfile, so that its build finds them. Files that a mount
    /// already has are not copied again, and its other files are kept.
    /// </summary>
    /// <param name="mounts">At least one mount; see <see cref="Of"/>. Other mounts of the export are ignored.</param>
    /// <param name="place">The export.</param>
    /// <param name="options">The options. <c>null</c>: the defaults.</param>
    /// <param name="cancellationToken">Cancels the import. Each file of a mount is then either old or new.</param>
    /// <exception cref="DockerBuildException">
    /// There is no mount, no export, or no image with a shell (<see cref="DockerFaultKind.CacheMounts"/>), or the engine failed.
    /// </exception>
    public static async Task<CacheMountsReport> ImportAsync(
        IReadOnlyList<CacheMount> mounts,
        CacheMountsPlace place,
        CacheMountsOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mounts);
        ArgumentNullException.ThrowIfNull(place);
        options ??= new CacheMountsOptions();
        if (mounts.Count == 0)
            throw CacheMountsFault.NoMount("import");
        var isMissing = place.Kind switch
        {
            CacheMountsPlaceKind.Folder => !Directory.Exists(place.Value),
            CacheMountsPlaceKind.Tar => !File.Exists(place.Value),
            _ => false,
        };
        if (isMissing)
            throw NoExport(place);

        var time = options.Time ?? TimeProvider.System;
        var started = time.GetTimestamp();
        await using var archive = await MountArchives.OpenAsync(place, options, cancellationToken);
        var json = await archive.ReadTextAsync(ExportManifest.FileName) ?? throw NoExport(place);
        var manifest = ExportManifest.Read(json) ?? throw CacheMountsFault.Create(
            $"The file {ExportManifest.FileName} of the {place} cannot be read.",
            "Export the cache mounts again. A newer version of this program may have written the file.",
            place.Value);

        var transfers = await new MountImporter(archive, manifest, place, options).RunAsync(mounts, cancellationToken);
        return new CacheMountsReport(place, transfers, time.GetElapsedTime(started));
    }

    /// <summary>Returns true if a folder or a tar file is an export. The engine is not asked for an image.</summary>
    internal static bool HasExport(CacheMountsPlace place) => place.Kind switch
    {
        CacheMountsPlaceKind.Folder => File.Exists(Path.Combine(place.Value, ExportManifest.FileName)),
        CacheMountsPlaceKind.Tar => File.Exists(place.Value),
        _ => false,
    };

    private static DockerBuildException NoExport(CacheMountsPlace place) =>
        CacheMountsFault.Create($"The {place} contains no exported cache mounts.", "Export them first with DockerCacheMountsExport.", place.Value);
}
