using System.Diagnostics;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Images;
using Nuke.Docker.BuildKit.Images.Sync;
using Nuke.Docker.BuildKit.Registries;
using Nuke.Docker.BuildKit.Registries.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Copies images between registries.</summary>
internal static class ImageSync
{
    /// <returns>The report, which is also written on failure.</returns>
    public static Task<SyncReport> RunAsync(IDockerSync build) => TargetAction.RunAsync(build, async token =>
    {
        var file = build.DockerReportsDirectory / "sync.json";
        var options = new SyncOptions
        {
            Copies = CopiesOf(build),
            FindStale = build.DockerSyncDelete,
            DeleteStale = build.DockerSyncDelete && build.DockerYes,
            DryRun = build.DockerDryRun,
            Connections = build.DockerSyncConnections,
            FailedLastTime = SyncReport.ReadFailed(file),
        };
        var environment = EnvironmentReading.OfThisProcess();
        var limit = new TransferLimit(options.Connections, ByteSize.ParseDecimal(build.DockerSyncBytes, "--docker-sync-bytes").Bytes);
        using var registries = new RegistryConnections(
            new RegistryOptions
            {
                Credentials = new RegistryCredentials(environment),
                Limit = limit,
                CertificateFolders = RegistryCertificates.Folders(environment),
                Insecure = [.. build.DockerSyncInsecure, .. InsecureRegistries.Read(environment)],
                Timeout = TimeSpan.FromSeconds(build.DockerSyncTimeout),
                Connections = options.Connections,
            },
            token);
        var (started, clock) = (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
        using var carrier = new EngineCarrier(build);
        using var run = new SyncRun(registries, options, carrier, Print);
        SyncReport report;
        try
        {
            await run.RunAsync(token);
        }
        finally
        {
            // What was done before a failure or Ctrl+C is reported, too.
            report = new SyncReport(run.Images, started, Stopwatch.GetElapsedTime(clock), options.DryRun);
            Report(report, file, options);
        }

        if (limit.Lowest < options.Connections)
            Log.Warning("A registry limited the rate or slowed down: at times, only {Count} transfers ran at once", limit.Lowest);
        return report.Count(SyncStatus.Failed) == 0 ? report : throw Failure(report, file);
    });

    private static IReadOnlyList<ImageCopy> CopiesOf(IDockerSync build)
    {
        IReadOnlyList<ImageCopy> copies;
        if (build.DockerSyncFrom is { Length: > 0 } sources)
        {
            var destination = build.DockerSyncTo is { Length: > 0 } given
                ? given
                : throw new InvalidSettingException("--from", "it needs --to, the registry to copy to, such as --to mirror.example.com");
            Platform[] platforms = [.. build.DockerSyncPlatform.Select(name => new Platform(name))];
            copies = [.. sources.Select(source => new ImageCopy(source, destination) { Platforms = platforms })];
        }
        else if (build.DockerSyncTo is not null || build.DockerSyncPlatform.Length > 0)
        {
            throw new InvalidSettingException("--to", "it needs --from, the images to copy, such as --from registry.example.com/acme/api:1.*");
        }
        else
        {
            copies = build.DockerSyncFile is { } file ? SyncFile.Read(file) : [.. build.DockerSyncImages];
        }

        return copies.Count > 0 ? copies : throw new InvalidSettingException(
            "DockerSync",
            "no images are given; use --from and --to, --docker-sync-file, or the property DockerSyncImages of the build class");
    }

    private static void Print(SyncImage image)
    {
        switch (image.Status)
        {
            case SyncStatus.Failed:
                Log.Error("{Image:l}: {Reason:l}", image.Destination, image.Message);
                break;
            case SyncStatus.CopiedByEngine:
                Log.Warning("{Image:l}: {Reason:l}", image.Destination, image.Message);
                break;
            case SyncStatus.Stale when image.Message is { } reason:
                Log.Warning("{Image:l}: {Reason:l}", image.Destination, reason);
                break;
            case SyncStatus.Copied:
                var (size, time) = (HumanText.Size(image.SentBytes), HumanText.Duration(image.Duration));
                Log.Information("{Image:l} was copied, {Size:l} in {Time:l}", image.Destination, size, time);
                break;
        }
    }

    private static void Report(SyncReport report, AbsolutePath file, SyncOptions options)
    {
        foreach (var line in report.ToLines())
            Log.Information("{Line:l}", line);
        if (options.FindStale && !options.DeleteStale && report.Count(SyncStatus.Stale) > 0)
            Log.Information("Nothing was deleted. --yes deletes the tags that are no longer in the source");
        // A dry run knows nothing about failures of transfers, by which the next run is ordered.
        if (report.Images.Count > 0 && !options.DryRun)
            ReportOutput.Write(file, report.Write);
    }

    private static DockerException Failure(SyncReport report, string file)
    {
        var failed = report.Images.Where(image => image.Status == SyncStatus.Failed).ToList();
        var first = failed[0];
        var others = failed.Count == 1 ? "" : $" The reasons of the others are above{(report.DryRun ? "" : $" and in {file}")}.";
        return new DockerException(
            DockerFaultKind.SyncFailed,
            $"{failed.Count} of {report.Images.Count} images {(report.DryRun ? "can't" : "could not")} be copied. {first.Destination}: {first.Message}{others}",
            first.Failure);
    }
}
