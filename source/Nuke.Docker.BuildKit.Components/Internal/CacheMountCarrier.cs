using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Mounts;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Carries the cache mounts of a build class's images.</summary>
internal sealed class CacheMountCarrier(IDockerCacheMounts build)
{
    private delegate Task<CacheMountsReport> Carry(
        IReadOnlyList<CacheMount> mounts,
        CacheMountsPlace place,
        CacheMountsOptions options,
        CancellationToken cancellationToken);

    public Task<CacheMountsReport> ExportAsync() => TargetAction.RunAsync(build, token => RunAsync(CacheMounts.ExportAsync, token));

    public Task<CacheMountsReport> ImportAsync() => TargetAction.RunAsync(build, token => RunAsync(CacheMounts.ImportAsync, token));

    private async Task<CacheMountsReport> RunAsync(Carry carry, CancellationToken cancellationToken)
    {
        var place = CacheMountsPlace.Parse(build.DockerCacheMounts, build.RootDirectory);
        var connection = await EngineSession.Of(build).ConnectAsync(cancellationToken);
        var settings = ImageSelection.Select(build.Images, build.DockerImage)
            .Select(image => ImageSettings.Create(image, build, connection, CacheDecision.None("no layer is built"), rebuildMark: null))
            .ToList();
        var selection = CacheMounts.Together(settings.Select(MountsOf));
        foreach (var reason in selection.Skipped)
            Log.Warning("Not carried: {Reason:l}", reason);

        var options = new CacheMountsOptions
        {
            Build = settings.FirstOrDefault() ?? new BuildxBuildSettings(),
            ToolImage = build.DockerCacheMountsTool,
            Prune = build.DockerCacheMountsPrune,
            Limit = build.DockerCacheMountsLimit is { } limit ? ByteSize.ParseDecimal(limit, "--docker-cache-mounts-limit") : (ByteSize?)null,
            MaximumAge = build.DockerCacheMountsMaxAge is { } days ? TimeSpan.FromDays(days) : null,
            Replace = build.DockerCacheMountsReplace,
            Verify = build.DockerCacheMountsVerify,
            Push = build.DockerPush,
            Print = BuildLog.Print,
        };
        var report = await carry(selection.Mounts, place, options, cancellationToken);
        foreach (var line in report.ToLines())
            Log.Information("{Line:l}", line);
        return report;
    }

    public static CacheMountSelection MountsOf(BuildxBuildSettings settings)
    {
        if (settings.DockerfilePath() is not { } file)
            return new CacheMountSelection([], [$"the mounts of {settings.Context ?? "the context"}, because its Dockerfile isn't a local file"]);
        Preflight.RequireDockerfile(file);
        try
        {
            return CacheMounts.Of(Dockerfile.Read(file, settings.ArgumentValues()), settings.Target);
        }
        catch (DockerfileParseException exception)
        {
            throw new DockerBuildException(new DockerFault
            {
                Kind = DockerFaultKind.DockerfileSyntax,
                Cause = exception.Message,
                Cure = exception.Cure ?? "Correct the line; `docker buildx build --check` reads the file without building.",
                File = exception.Path,
                Line = exception.Lines?.First,
            });
        }
    }
}
