using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Builds the images of a build class, one after the other.</summary>
internal sealed class ImageBuilds(IDockerBuild build)
{
    /// <param name="rebuild">Reads what is made again; parameters that contradict each other end in the exit code of wrong arguments. <c>null</c>: nothing is.</param>
    public Task<IReadOnlyList<BuildReport>> RunAsync(Func<RebuildScope>? rebuild = null) => TargetAction.RunAsync(build, token => RunAsync(rebuild?.Invoke(), token));

    private async Task<IReadOnlyList<BuildReport>> RunAsync(RebuildScope? rebuild, CancellationToken cancellationToken)
    {
        var connection = await EngineSession.Of(build).ConnectAsync(cancellationToken);
        using var engine = connection.Connect();
        var info = await engine.InfoAsync(cancellationToken);
        var reports = new List<BuildReport>();
        var plans = await ImagePlans.CreateAsync(build, connection, info, rebuild, cancellationToken);
        foreach (var plan in rebuild?.Select(plans) ?? plans)
        {
            if (rebuild is not null)
                await rebuild.AnnounceAsync(plan, cancellationToken);
            reports.Add(await BuildAsync(plan, engine, info, cancellationToken));
        }

        return reports;
    }

    private async Task<BuildReport> BuildAsync(ImagePlan plan, EngineProbe engine, EngineInfo info, CancellationToken cancellationToken)
    {
        Log.Information("Building {Image:l}, cache: {Reason:l}", string.Join(", ", plan.Image.References), plan.Cache.Reason);
        var report = await BuildxTasks.BuildxBuildAsync(
            plan.Settings,
            new BuildxBuildOptions
            {
                Image = plan.Image.Name,
                Cache = plan.Cache,
                ReportDirectory = build.DockerReportsDirectory / plan.Image.ShortName,
            }.With(build, engine, info),
            cancellationToken);
        foreach (var line in TerminalSummary.Of(report))
            Log.Information("{Line:l}", line);
        return report;
    }
}
