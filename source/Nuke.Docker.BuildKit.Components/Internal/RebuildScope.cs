using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The part of the images that is rebuilt although it is cached.</summary>
/// <param name="Stage">One stage; <c>null</c>: all.</param>
/// <param name="DropsCaches">True if the local caches and the cache mounts are deleted as well.</param>
internal sealed record RebuildScope(string? Stage, bool DropsCaches)
{
    /// <summary>True if every <c>RUN</c> runs again and the cache mounts stay.</summary>
    public bool RenewsMark => Stage is null && !DropsCaches;

    /// <exception cref="InvalidSettingException">Both a stage and everything.</exception>
    public static RebuildScope Of(IDockerRebuild build) => build is { DockerStage: not null, DockerNoCache: true }
        ? throw new InvalidSettingException("--stage", "rebuilds one stage and --no-cache everything: leave one of them out")
        : new RebuildScope(build.DockerStage, build.DockerNoCache);

    /// <summary>Leaves the images that have the stage.</summary>
    /// <exception cref="DockerBuildException">No image has the stage (<see cref="DockerFaultKind.UnknownStage"/>).</exception>
    public IReadOnlyList<ImagePlan> Select(IReadOnlyList<ImagePlan> plans)
    {
        if (Stage is null)
            return plans;

        var stages = plans.ToDictionary(plan => plan, plan => plan.Settings.DockerfilePath() is { } dockerfile ? StageNames.Read(dockerfile) : []);
        List<ImagePlan> selected =
        [
            .. plans.Where(plan => stages[plan].Contains(Stage, StringComparer.OrdinalIgnoreCase))
                .Select(plan => plan with { Settings = plan.Settings.AddNoCacheFilter(Stage) }),
        ];
        var existing = stages.Values.SelectMany(names => names).Distinct(StringComparer.Ordinal).ToList();
        return selected.Count > 0 ? selected : throw new DockerBuildException(new DockerFault
        {
            Kind = DockerFaultKind.UnknownStage,
            Cause = $"No Dockerfile has a stage {Stage}.",
            Cure = $"{NearestNames.Sentence(Stage, existing)} A stage is named after AS in its FROM.".TrimStart(),
            Stage = Stage,
        });
    }

    /// <summary>Logs what the rebuild deletes, deletes what BuildKit does not delete by itself, and keeps the mark.</summary>
    public async Task BeginAsync(ImagePlan plan, CancellationToken cancellationToken)
    {
        if (plan.Renewal is { } renewal)
            renewal.Mark.Renew(renewal.Time);
        var image = plan.Image.Name;
        if (!DropsCaches)
        {
            Log.Information(
                Stage is null
                    ? "Rebuilding {Image:l}: every RUN runs again. Nothing is deleted: cache mounts and caches stay."
                    : "Rebuilding stage {Stage:l} of {Image:l}: its steps run again. Deleted: the cache mounts of that stage, which BuildKit empties.",
                Stage is null ? [image] : [Stage, image]);
            return;
        }

        var folders = plan.Cache.To.OfType<LocalCacheTo>().Select(cache => cache.Destination).Where(LocalCacheStore.IsStore).ToList();
        Log.Warning(
            "Rebuilding {Image:l} from nothing. Deleted: the cache mounts of its steps{Caches:l}.",
            image,
            folders.Count == 0 ? "" : $", and the local cache {string.Join(", ", folders)}");
        foreach (var folder in folders)
        {
            await using var store = await LocalCacheStore.OpenAsync(
                folder,
                () => Log.Information("Waiting for another build that has the cache {Folder:l} open …", folder),
                cancellationToken: cancellationToken);
            store.Clear();
        }
    }
}
