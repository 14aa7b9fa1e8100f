using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Reports;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Builds the images of a build class one after the other: plans all, then builds each; the first one that isn't skipped validates all.</summary>
/// <param name="build">The build class.</param>
/// <param name="names">Images to build. <c>null</c>: those that the parameters select.</param>
internal sealed class ImageBuilds(IDockerBuild build, IReadOnlyCollection<string>? names = null)
{
    /// <param name="rebuild">
    /// Reads what runs again although it is cached; contradictory parameters fail with the exit code of wrong arguments. <c>null</c>: nothing does.
    /// </param>
    public Task<IReadOnlyList<BuildReport>> RunAsync(Func<RebuildScope>? rebuild = null) =>
        TargetAction.RunAsync(build, token => RunAsync(rebuild?.Invoke(), token));

    private async Task<IReadOnlyList<BuildReport>> RunAsync(RebuildScope? rebuild, CancellationToken cancellationToken)
    {
        var engine = await BuildEngine.ConnectAsync(build, cancellationToken);
        var plans = ImagePlans.Create(build, engine, rebuild, names);
        if (plans.Count == 0)
            return [];

        CacheIgnoreFiles.Update(build, plans.Builds());
        var validation = new Lazy<Task>(() => engine.ValidateAsync(plans[0].Settings, plans.Builds(), cancellationToken));
        var reports = new List<BuildReport>();
        foreach (var plan in rebuild?.Select(plans) ?? plans)
        {
            if (rebuild is not null)
            {
                await validation.Value;
                await rebuild.BeginAsync(plan, cancellationToken);
            }

            reports.Add(await BuildAsync(plan, engine, validation, skips: rebuild is null && build.Skips(), cancellationToken));
        }

        return reports;
    }

    private async Task<BuildReport> BuildAsync(ImagePlan plan, BuildEngine engine, Lazy<Task> validation, bool skips, CancellationToken cancellationToken)
    {
        var references = (plan.Settings.Tag ?? []).Select(tag => tag.Familiar).DefaultIfEmpty(plan.Image.Name);
        Log.Information("Building {Image:l}, cache: {Reason:l}", string.Join(", ", references), plan.Cache.Reason);
        var options = new BuildxBuildOptions
        {
            Image = plan.Image.Name,
            Cache = plan.Cache,
            ReportDirectory = build.DockerReportsDirectory / plan.Image.ShortName,
            RestoreMounts = MountRestore.Of(build, [plan.Settings]),
        };
        options = engine.Apply(options, build);
        options = options with { Ledger = options.Ledger! with { Skip = skips }, Validate = _ => validation.Value };
        var report = await BuildxTasks.BuildxBuildAsync(plan.Settings with { Versions = null }, options, cancellationToken);
        BuildEngine.Log([report]);
        return report;
    }
}
