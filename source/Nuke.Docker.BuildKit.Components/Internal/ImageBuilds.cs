using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Builds the images of a build class, one after the other.</summary>
internal sealed class ImageBuilds(IDockerBuild build)
{
    public Task<IReadOnlyList<BuildReport>> RunAsync(bool rebuild) => TargetAction.RunAsync(build, token => RunAsync(rebuild, token));

    private async Task<IReadOnlyList<BuildReport>> RunAsync(bool rebuild, CancellationToken cancellationToken)
    {
        var images = ImageSelection.Select(build.Images, build.Image);
        var connection = await EngineSession.Of(build).ConnectAsync(cancellationToken);
        using var engine = connection.Connect();
        var info = await engine.InfoAsync(cancellationToken);
        var reports = new List<BuildReport>();
        foreach (var image in images)
            reports.Add(await BuildAsync(image, rebuild, connection, engine, info, cancellationToken));
        return reports;
    }

    private async Task<BuildReport> BuildAsync(
        DockerImage image,
        bool rebuild,
        EngineConnection connection,
        IDockerEngine engine,
        EngineInfo info,
        CancellationToken cancellationToken)
    {
        var plan = ImagePlan.Create(image, build, connection, info, rebuild);
        Log.Information("Building {Image:l}, cache: {Reason:l}", string.Join(", ", image.References), plan.Cache.Reason);
        var report = await BuildxTasks.BuildxBuildAsync(
            plan.Settings,
            new BuildxBuildOptions
            {
                Image = image.Name,
                Print = BuildLog.Print,
                ReportDirectory = build.DockerReportsDirectory / image.ShortName,
                Engine = engine,
                EngineName = $"docker {info.ServerVersion}",
            },
            cancellationToken);
        foreach (var line in TerminalSummary.Of(report))
            Log.Information("{Line:l}", line);
        return report;
    }
}
