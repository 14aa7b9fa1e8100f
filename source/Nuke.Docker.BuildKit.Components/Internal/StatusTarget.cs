using System.Globalization;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.History;
using Nuke.Docker.BuildKit.Text;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Implements <c>DockerStatus</c>.</summary>
internal static class StatusTarget
{
    public static Task<StatusDocument> RunAsync(IDockerStatus build) => TargetAction.RunAsync(build, async token =>
    {
        var images = ImageSelection.Select(build.Images, (build as IDockerBuild)?.DockerImage ?? [])
            .Select(image => ImageOf(image.Name, BuildHistory.Read(HistoryTable.FileOf(build.DockerCacheDirectory, image.ShortName))))
            .ToList();
        var connection = await EngineSession.Of(build).ConnectIfRunningAsync(token);
        var status = new StatusDocument(await VersionsAsync(build, connection, token), images, await DiskAsync(build, connection, token));
        foreach (var line in Lines(status))
            Log.Information("{Line:l}", line);
        JsonOutput.Write(build, nameof(IDockerStatus.DockerStatus), status, JsonDocuments.Default.StatusDocument);
        return status;
    });

    private static StatusImage ImageOf(string name, BuildHistory history)
    {
        var summary = HistorySummary.Of(history.Builds);
        return new StatusImage(
            name,
            summary.Builds,
            summary.SuccessRate,
            summary.HitRate,
            summary.Seconds,
            summary.PullSeconds,
            summary.PushSeconds,
            history.Builds.LastOrDefault(build => build.ImageBytes is not null)?.ImageBytes,
            history.Builds is [.., var last] ? last.Started : null);
    }

    private static async Task<StatusVersions> VersionsAsync(IDockerStatus build, EngineConnection? connection, CancellationToken cancellationToken)
    {
        var reader = connection?.VersionsReader ?? new ToolVersionsReader(HostDefaults.VersionsFile(build));
        var engine = connection?.Connect();
        var variables = connection?.ProcessEnvironment().ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        var versions = await reader.ReadAsync(variables, engine, compose: true, cancellationToken);
        var buildKit = connection is null ? null : await reader.BuildKitAsync(variables, versions.Engine, cancellationToken: cancellationToken);
        return new StatusVersions(
            versions.Engine?.ToString(),
            versions.Buildx?.ToString(),
            buildKit?.ToString(),
            versions.Compose?.ToString(),
            connection?.BuilderDriver);
    }

    private static async Task<StatusDisk> DiskAsync(IDockerStatus build, EngineConnection? connection, CancellationToken cancellationToken)
    {
        var free = FreeBytes(build.DockerCacheDirectory);
        if (connection is null)
        {
            var caches = new LocalCacheDirectory(build.DockerCacheDirectory).Read();
            return new StatusDisk(null, null, null, null, null, caches.Sum(cache => cache.Bytes), free);
        }

        var disk = DiskDocument.Of(await SpaceTargets.ReadAsync(build, connection, cancellationToken));
        // The sums of docker, as DockerDoctor prints them. The sizes of single images leave out layers that several of them share.
        var settings = new DockerSystemDfSettings().SetWorkingDirectory(build.RootDirectory).UseEngine(connection);
        var sums = await DockerTasks.DockerSystemDfAnswerAsync(settings, cancellationToken);
        var mounts = disk.CacheMounts.Sum(item => item.Bytes);
        return new StatusDisk(
            Sum("Images"),
            Sum("Containers"),
            Sum("Local Volumes"),
            disk.BuildCache.Bytes - mounts,
            mounts,
            disk.LocalCaches.Sum(cache => cache.Bytes),
            free);

        long? Sum(string type) => sums.FirstOrDefault(usage => usage.Type == type)?.Size?.Bytes;
    }

    // The folder may not exist yet.
    private static long? FreeBytes(string folder)
    {
        try
        {
            for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
            {
                if (Directory.Exists(current))
                    return new DriveInfo(current).AvailableFreeSpace;
            }

            return null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Lines(StatusDocument status)
    {
        var versions = status.Versions;
        yield return $"docker {versions.Docker ?? "–"}, buildx {versions.Buildx ?? "–"}, BuildKit {versions.BuildKit ?? "–"}"
            + $", compose {versions.Compose ?? "–"}{(versions.Builder is null ? "; no engine responds" : $", builder {versions.Builder}")}";
        List<string[]> rows = [["image", "builds", "succeeded", "cached", "time", "pull", "push", "size", "last build"]];
        rows.AddRange(status.Images.Select(image => (string[])
        [
            image.Image,
            $"{image.Builds}",
            HumanText.Rate(image.SuccessRate),
            HumanText.Rate(image.HitRate),
            Time(image.Seconds),
            Time(image.PullSeconds),
            Time(image.PushSeconds),
            Size(image.ImageBytes),
            image.LastBuild is { } last ? last.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "–",
        ]));
        foreach (var line in HumanText.Table(rows, left: [0]))
            yield return line;
        if (status.Disk is { } disk)
        {
            yield return $"disk: images {Size(disk.Images)}, containers {Size(disk.Containers)}, volumes {Size(disk.Volumes)}, "
                + $"build cache {Size(disk.BuildCache)}, cache mounts {Size(disk.CacheMounts)}, local caches {Size(disk.LocalCaches)}; {Size(disk.Free)} free";
        }
    }

    private static string Time(double? seconds) => seconds is { } known ? HumanText.Duration(TimeSpan.FromSeconds(known)) : "–";

    private static string Size(long? bytes) => bytes is { } known ? HumanText.Size(known) : "–";
}
