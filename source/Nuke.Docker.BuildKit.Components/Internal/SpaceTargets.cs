using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Space;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The work of the targets about disk space.</summary>
internal static class SpaceTargets
{
    /// <summary>Prints the usage.</summary>
    public static Task<SpaceUsage> PrintAsync(IDockerDiskUsage build) => TargetAction.RunAsync(build, async token =>
    {
        var usage = await ReadAsync(build, await EngineSession.Of(build).ConnectAsync(token), token);
        foreach (var line in SpaceTable.Of(usage))
            Log.Information("{Line:l}", line);
        JsonOutput.Write(build, nameof(IDockerDiskUsage.DockerDiskUsage), DiskDocument.Of(usage), JsonDocuments.Default.DiskDocument);
        return usage;
    });

    /// <summary>Prints what the policy deletes, and deletes it if requested.</summary>
    /// <returns>The size in bytes.</returns>
    public static Task<long> PruneAsync(IDockerPrune build) => TargetAction.RunAsync(build, async token =>
    {
        var size = build.DockerPruneCacheSize is { Length: > 0 } text ? ByteSize.ParseDecimal(text, "--docker-prune-cache-size") : (ByteSize?)null;
        var policy = new PrunePolicy(TimeSpan.FromDays(build.DockerPruneAge), size, build.DockerPruneKeep);
        var connection = await EngineSession.Of(build).ConnectAsync(token);
        var plan = PrunePlan.Create(await ReadAsync(build, connection, token), policy, TimeProvider.System.GetUtcNow());
        foreach (var line in plan.ToLines())
            Log.Information("{Line:l}", line);
        if (plan.IsEmpty)
            Log.Information("There is nothing to delete: all of it was used within {Days} days", build.DockerPruneAge);
        else if (build.DockerApply)
            await DeleteAsync(plan, build, connection, token);
        else
            Log.Information("Nothing was deleted. --apply deletes it");
        return plan.Bytes;
    });

    /// <summary>Reads the usage.</summary>
    public static async Task<SpaceUsage> ReadAsync<T>(T build, EngineConnection connection, CancellationToken cancellationToken)
        where T : IHazDockerCache, IHazDockerEngine
    {
        var df = new DockerSystemDfSettings().SetWorkingDirectory(build.RootDirectory).UseEngine(connection);
        var du = new BuildxDuSettings().SetWorkingDirectory(build.RootDirectory).UseEngine(connection);
        var images = build as IDockerBuild;
        return new SpaceUsage
        {
            Engine = await DockerTasks.DockerSystemDfVerboseAnswerAsync(df, cancellationToken),
            BuildCache = await BuildxTasks.BuildxDuAnswerAsync(du, cancellationToken),
            LocalCaches = new LocalCacheDirectory(build.DockerCacheDirectory).Read(),
            Images = (images?.Images.SelectMany(image => image.References) ?? []).ToHashSet(StringComparer.Ordinal),
            Mounts = images is null ? new HashSet<string>() : MountsOf(images, connection),
        };
    }

    // A Dockerfile that cannot be read has no mounts that could be recognized; the build reports why.
    private static HashSet<string> MountsOf(IDockerBuild build, EngineConnection connection)
    {
        var mounts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var image in build.Images)
        {
            try
            {
                var settings = ImageSettings.Create(image, build, connection, CacheDecision.None("no layer is built"), rebuildMark: null);
                mounts.UnionWith(CacheMountCarrier.MountsOf(settings).Mounts.Select(mount => mount.Id));
            }
            catch (DockerException unreadable)
            {
                Log.Warning("The cache mounts of {Image:l} are unknown: {Reason:l}", image.Name, unreadable.Message);
            }
        }

        return mounts;
    }

    /// <summary>Deletes what a plan selects.</summary>
    public static async Task DeleteAsync(PrunePlan plan, INukeBuild build, EngineConnection connection, CancellationToken cancellationToken)
    {
        if (plan.Images.Count > 0)
        {
            var remove = new DockerImageRmSettings()
                .SetWorkingDirectory(build.RootDirectory)
                .UseEngine(connection)
                .AddImage(plan.Images.Select(image => image.Id));
            // An image that is used since then stays.
            await DockerTasks.DockerImageRmAsync(remove, BuildLog.PrintDetail, requireSuccess: false, cancellationToken);
        }

        // A command line has a maximum length.
        foreach (var records in plan.Records.Chunk(200))
        {
            var prune = new BuildxPruneSettings()
                .SetWorkingDirectory(build.RootDirectory)
                .UseEngine(connection)
                .EnableForce()
                .EnableAll()
                .AddFilter($"id~=^({string.Join('|', records.Select(record => record.Id.TrimEnd('*')))})$");
            await BuildxTasks.BuildxPruneAsync(prune, BuildLog.PrintDetail, cancellationToken: cancellationToken);
        }

        var folders = plan.CachedImages.Select(image => image.Folder).Concat(plan.Sweeps.Select(sweep => sweep.Folder));
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            await using var store = LocalCacheStore.TryOpen(folder);
            if (store is null)
            {
                Log.Warning("The cache {Folder:l} is kept, because a build has it open", folder);
                continue;
            }

            foreach (var image in plan.CachedImages.Where(image => image.Folder == folder))
                store.Remove(image.Tag);
            await store.SweepAsync();
        }
    }
}
