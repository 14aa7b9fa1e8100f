using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger.Internal;
using Nuke.Docker.BuildKit.Space;
using Nuke.Docker.BuildKit.Text;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Implements <c>DockerClean</c>: plans, prints, and deletes if asked. If no engine responds, it cleans the files alone.</summary>
internal sealed class ProjectCleaning
{
    // A report of a build or of a target that reads; what else is in a folder is not ours.
    private static readonly string[] s_reports =
    [
        "report.json", "report.md", "report.html", "report.trace.json", "context.json", "size.json", "size.previous.json",
        "lint.sarif", "lint.rules.md", "lint.codequality.json",
    ];

    private readonly IDockerClean _build;
    private readonly EngineConnection? _connection;

    private ProjectCleaning(IDockerClean build, EngineConnection? connection) => (_build, _connection) = (build, connection);

    /// <returns>The size in bytes, and whether it was deleted.</returns>
    public static Task<(long Bytes, bool Deleted)> RunAsync(IDockerClean build) => TargetAction.RunAsync(build, async token =>
    {
        var connection = await EngineSession.Of(build).ConnectIfRunningAsync(token);
        if (connection is null)
            Log.Information("No engine responds: only files are cleaned");
        return await new ProjectCleaning(build, connection).RunAsync(token);
    });

    private bool Deletes => _build.DockerApply && !_build.DockerDryRun;

    private string[] Names => (_build as IDockerBuild)?.DockerImage ?? [];

    private IReadOnlyList<DockerImage> Images => ImageSelection.Select(_build.Images, Names);

    private async Task<(long Bytes, bool Deleted)> RunAsync(CancellationToken cancellationToken)
    {
        var usage = _connection is null ? null : await SpaceTargets.ReadAsync(_build, _connection, cancellationToken);
        List<ImageListEntry> images = [.. (usage?.Engine.Images ?? []).Where(EarlierImages())];
        List<FileInfo> reports = [.. Reports()];
        var caches = _build.DockerCleanCaches ? new CacheCleaning(_build).Read() : [];
        var plan = new PrunePlan { Images = images, Records = _build.DockerYes ? OwnMounts(usage) : [] };

        await RemoveContainersAsync(cancellationToken);
        foreach (var line in plan.ToLines())
            Log.Information("{Line:l}", line);
        if (reports.Count > 0)
            Print(reports.Sum(file => file.Length), $"{reports.Count} reports in {Path.GetRelativePath(_build.RootDirectory, _build.DockerReportsDirectory)}");
        foreach (var cache in caches)
            Print(SizeOf(cache), $"the local cache {cache.Folder}");
        ReportKept(usage, caches);

        var bytes = plan.Bytes + reports.Sum(file => file.Length) + caches.Sum(SizeOf);
        if (!Deletes)
        {
            Log.Information(_build.DockerApply ? "Nothing was deleted: --apply deletes only without --dry-run" : "Nothing was deleted. --apply deletes it");
            return (bytes, false);
        }

        if (_connection is not null)
            await SpaceTargets.DeleteAsync(plan, _build, _connection, cancellationToken);
        DeleteReports(reports);
        await CacheCleaning.DeleteAsync(caches, keepsQuarantine: !_build.DockerYes, cancellationToken);
        return (bytes, true);
    }

    // An image without a tag names no project, but the ledgers have the digests of this project's builds.
    private Func<ImageListEntry, bool> EarlierImages()
    {
        var images = Images;
        var digests = LedgerStore.All(_build.DockerLedgerDirectory)
            .SelectMany(store => store.ReadAll())
            .Where(ledger => Names.Length == 0 || images.Any(image => image.Name == ledger.Image))
            .SelectMany(ledger => new[] { ledger.ImageDigest, ledger.ConfigDigest })
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return image => image is { Tag: null, Containers: null or 0 }
            && (digests.Contains(image.Id) || (image.Digest is { } digest && digests.Contains(digest)));
    }

    private async Task RemoveContainersAsync(CancellationToken cancellationToken)
    {
        // The containers of a compose project are those of several images.
        if (Names.Length > 0 || _connection is null || _build is not IDockerUp up || !ContainerTargets.HasContainers(up))
            return;
        // docker compose also finds the file of a parent folder, which may belong to another project.
        var root = Path.TrimEndingDirectorySeparator(_build.RootDirectory) + Path.DirectorySeparatorChar;
        if (Array.Find(up.DockerComposeFile, file => !Path.GetFullPath(file, _build.RootDirectory).StartsWith(root, StringComparison.Ordinal)) is { } outside)
        {
            var command = _build.CommandOf(nameof(IDockerUp.DockerDown));
            Log.Information("The containers of {File:l} are kept, because the file is outside this repository. {Command:l} removes them", outside, command);
        }
        else
        {
            await ContainerTargets.DownAsync(up, dryRun: !Deletes, volumes: _build.DockerYes, cancellationToken);
        }
    }

    private IEnumerable<FileInfo> Reports()
    {
        var root = new DirectoryInfo(_build.DockerReportsDirectory);
        if (!root.Exists)
            return [];
        var images = Images;
        var folders = Names.Length == 0
            ? root.EnumerateDirectories().Prepend(root)
            : root.EnumerateDirectories().Where(folder => images.Any(image => image.ShortName == folder.Name));
        return folders
            // A link leads to a folder that is not ours.
            .Where(folder => folder.LinkTarget is null)
            .SelectMany(folder => s_reports.SelectMany(pattern => folder.EnumerateFiles(pattern)))
            .OrderBy(file => file.FullName, StringComparer.Ordinal);
    }

    private void DeleteReports(List<FileInfo> reports)
    {
        foreach (var file in reports)
            file.Delete();
        foreach (var folder in reports.Select(file => file.DirectoryName!).Append((string)_build.DockerReportsDirectory).Distinct(StringComparer.Ordinal)
                     .OrderByDescending(folder => folder.Length))
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
    }

    private long SizeOf(LocalCacheInfo cache) => _build.DockerYes ? cache.Bytes : cache.LiveBytes + cache.DeadBytes;

    private void ReportKept(SpaceUsage? usage, IReadOnlyList<LocalCacheInfo> caches)
    {
        List<string> kept = [];
        var mounts = OwnMounts(usage).Sum(SpaceUsage.SizeOf);
        if (!_build.DockerYes && mounts > 0)
            kept.Add($"the cache mounts ({HumanText.Size(mounts)})");
        if (!_build.DockerYes && caches.Sum(cache => cache.QuarantinedBytes) is > 0 and var quarantined)
            kept.Add($"damaged files that are set aside ({HumanText.Size(quarantined)})");
        if (!_build.DockerYes && _build is IDockerUp)
            kept.Add("volumes");
        if (kept.Count > 0)
            Log.Information("Kept without --yes: {Kept:l}", string.Join(", ", kept));
        if (!_build.DockerCleanCaches && new LocalCacheDirectory(_build.DockerCacheDirectory).Stores().Count > 0)
            Log.Information("Kept without --docker-clean-caches: the local caches in {Folder:l}", _build.DockerCacheDirectory);
    }

    private static List<CacheRecord> OwnMounts(SpaceUsage? usage) => usage is null ? [] : [.. usage.BuildCache.CacheMounts.Where(usage.IsOwn)];

    private static void Print(long bytes, string text) => Log.Information("{Line:l}", $"{HumanText.Size(bytes),9}  {text}");
}
