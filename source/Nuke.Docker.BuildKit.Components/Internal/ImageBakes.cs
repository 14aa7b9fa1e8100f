using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Reports;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Builds the images of a build class together: plans, validates, then bakes.</summary>
internal sealed class ImageBakes(IDockerBake build)
{
    public Task<IReadOnlyList<BuildReport>> RunAsync() => TargetAction.RunAsync(build, RunAsync);

    private async Task<IReadOnlyList<BuildReport>> RunAsync(CancellationToken cancellationToken)
    {
        var engine = await BuildEngine.ConnectAsync(build, cancellationToken);
        var plans = ImagePlans.Create(build, engine, rebuild: null);
        if (plans.Count == 0)
            return [];

        var bake = BakePlan.Of(plans.Select(plan => (plan.Image.Name, plan.Settings)));
        var file = build.TemporaryDirectory / "docker-bake.json";
        CacheIgnoreFiles.Update(build, plans.Builds());
        var settings = await engine.ValidateAsync(bake.ToSettings(file).Apply(build.DockerBakeSettings), plans.Builds(), cancellationToken);
        foreach (var plan in plans)
            Log.Information("Baking {Image:l}, cache: {Reason:l}", string.Join(", ", plan.Image.References), plan.Cache.Reason);

        // Targets of a bake have names of their own; the folders of reports are named after images in all forms of build.
        var planOf = bake.Builds.ToDictionary(
            pair => pair.Key,
            pair => plans.First(plan => ReferenceEquals(plan.Settings, pair.Value)),
            StringComparer.Ordinal);
        var options = new BuildxBakeOptions
        {
            Plan = bake,
            PlanFile = file,
            Cache = target => planOf[target].Cache,
            ReportDirectory = target => build.DockerReportsDirectory / planOf[target].Image.ShortName,
            RestoreMounts = MountRestore.Of(build, plans.Builds()),
        };
        options = engine.Apply(options, build);
        options = options with { Ledger = options.Ledger! with { Skip = build.Skips() } };
        var reports = await BuildxTasks.BuildxBakeAsync(settings, options, cancellationToken);
        BuildEngine.Log(reports);
        return reports;
    }
}
