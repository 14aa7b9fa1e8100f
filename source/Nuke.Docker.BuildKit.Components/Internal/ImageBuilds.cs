using Nuke.Docker.BuildKit.Builders;
using Nuke.Docker.BuildKit.Caching;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Serilog;
using Serilog.Events;

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
        var canExport = info.UsesContainerdStore || CurrentBuilder.Driver(connection.DockerConfig) != "docker";
        var cache = build.GetDockerCache(image, canExport);
        var settings = ImageSettings.Create(image, build, connection, cache, Mark(image, rebuild));

        Log.Information("Building {Image:l}, cache: {Reason:l}", string.Join(", ", image.References), cache.Reason);
        var report = await BuildxTasks.BuildxBuildAsync(
            settings,
            new BuildxBuildOptions
            {
                Image = image.Name,
                Print = Print,
                ReportDirectory = build.DockerReportsDirectory / image.ShortName,
                Engine = engine,
                EngineName = $"docker {info.ServerVersion}",
            },
            cancellationToken);
        foreach (var line in TerminalSummary.Of(report))
            Log.Information("{Line:l}", line);
        return report;
    }

    // Kept beside the cache, whose layers only a build with the same mark finds.
    private string? Mark(DockerImage image, bool rebuild)
    {
        var mark = new RebuildMark(build.DockerCacheDirectory / $"{image.ShortName}.rebuild");
        if (rebuild)
            mark.Renew(TimeProvider.System.GetUtcNow());
        return mark.Read();
    }

    private static void Print(ProgressLevel level, string line) => Log.Write(
        level switch
        {
            ProgressLevel.Error => LogEventLevel.Error,
            ProgressLevel.Warning => LogEventLevel.Warning,
            ProgressLevel.Information => LogEventLevel.Information,
            _ => LogEventLevel.Debug,
        },
        "{Line:l}",
        line);
}
