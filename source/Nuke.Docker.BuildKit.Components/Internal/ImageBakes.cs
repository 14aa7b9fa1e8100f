using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Reports;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Builds the images of a build class at once.</summary>
internal sealed class ImageBakes(IDockerBake build)
{
    public Task<IReadOnlyList<BuildReport>> RunAsync() => TargetAction.RunAsync(build, RunAsync);

    private async Task<IReadOnlyList<BuildReport>> RunAsync(CancellationToken cancellationToken)
    {
        var connection = await EngineSession.Of(build).ConnectAsync(cancellationToken);
        using var engine = connection.Connect();
        var info = await engine.InfoAsync(cancellationToken);
        var plans = await ImagePlans.CreateAsync(build, connection, info, rebuild: null, cancellationToken);
        if (plans.Count == 0)
            return [];

        foreach (var plan in plans)
            Log.Information("Baking {Image:l}, cache: {Reason:l}", string.Join(", ", plan.Image.References), plan.Cache.Reason);

        var bake = BakePlan.Of(plans.Select(plan => (plan.Image.Name, plan.Settings)));
        var file = build.TemporaryDirectory / "docker-bake.json";
        BuildReportWriter.WriteText(BakeFileWriter.ToJson(bake.File), file);
        // Targets of a bake have names of their own; folders of reports are called after images, whoever builds them.
        var planOf = bake.Builds.ToDictionary(pair => pair.Key, pair => plans.First(plan => ReferenceEquals(plan.Settings, pair.Value)), StringComparer.Ordinal);
        var reports = await BuildxTasks.BuildxBakeAsync(
            bake.ToSettings(file).Apply(build.DockerBakeSettings),
            new BuildxBakeOptions
            {
                Plan = bake,
                Cache = target => planOf[target].Cache,
                ReportDirectory = target => build.DockerReportsDirectory / planOf[target].Image.ShortName,
            }.With(build, engine, info),
            cancellationToken);
        foreach (var line in reports.SelectMany(TerminalSummary.Of))
            Log.Information("{Line:l}", line);
        return reports;
    }
}
