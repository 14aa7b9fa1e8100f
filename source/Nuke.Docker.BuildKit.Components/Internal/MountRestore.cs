using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Mounts;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Restores cache mounts that the engine lacks from the last export of <see cref="IDockerCacheMounts"/>.</summary>
internal static class MountRestore
{
    /// <summary>The parameters that are read.</summary>
    public static IReadOnlyList<string> Parameters { get; } = [nameof(IDockerCacheMounts.DockerCacheMounts), nameof(IDockerCacheMounts.DockerCacheMountsTool)];

    /// <summary>Returns what restores the mounts of builds; <c>null</c> if there is no export in a folder or a tar file.</summary>
    public static Func<IReadOnlySet<string>, CancellationToken, Task<IReadOnlySet<string>>>? Of(IDockerBuild build, IReadOnlyList<BuildxBuildSettings> builds)
    {
        if (build is not IDockerCacheMounts carrier)
            return null;
        var place = CacheMountsPlace.Parse(carrier.DockerCacheMounts, build.RootDirectory);
        return CacheMounts.HasExport(place)
            ? (missing, cancellationToken) => RestoreAsync(missing, builds, place, carrier.DockerCacheMountsTool, cancellationToken)
            : null;
    }

    // The build needs no mount to succeed.
    private static async Task<IReadOnlySet<string>> RestoreAsync(
        IReadOnlySet<string> missing,
        IReadOnlyList<BuildxBuildSettings> builds,
        CacheMountsPlace place,
        string? tool,
        CancellationToken cancellationToken)
    {
        var restored = new HashSet<string>(StringComparer.Ordinal);
        foreach (var build in builds)
        {
            var mounts = CacheMountCarrier.MountsOf(build).Mounts.Where(mount => missing.Contains(IdOf(mount)) && !restored.Contains(IdOf(mount))).ToList();
            if (mounts.Count == 0)
                continue;
            try
            {
                var options = new CacheMountsOptions { Build = build, ToolImage = tool };
                var report = await CacheMounts.ImportAsync(mounts, place, options, cancellationToken);
                var filled = report.Mounts.Where(mount => mount.ChangedFiles > 0).ToList();
                restored.UnionWith(filled.Select(mount => IdOf(mount.Mount)));
                if (filled.Count > 0)
                    Log.Information("Restored what this engine has lost, from the {Place:l}: {Mounts:l}", place, string.Join(", ", filled.Select(Describe)));
            }
            catch (DockerException exception)
            {
                Log.Warning(
                    "The engine has lost the cache mounts {Mounts:l}, and they were not restored: {Reason:l}",
                    string.Join(", ", mounts.Select(mount => mount.Id)),
                    exception.Message);
            }

            string IdOf(CacheMount mount) => $"{build.BuildArg?.GetValueOrDefault("BUILDKIT_CACHE_MOUNT_NS")}/{mount.Id}";
        }

        return restored;
    }

    private static string Describe(CacheMountTransfer mount) =>
        $"cache mount {mount.Mount.Id} ({mount.ChangedFiles} files, {new ByteSize(mount.ChangedBytes).ToDecimal()})";
}
