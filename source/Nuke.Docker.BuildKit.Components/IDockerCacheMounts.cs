using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Offers the targets <see cref="DockerCacheMountsExport"/> and <see cref="DockerCacheMountsImport"/>, which carry the folders of
/// <c>RUN --mount=type=cache</c> from one machine to another. <c>--image</c> and <c>--push</c> mean what they mean to <c>DockerBuild</c>.
/// </summary>
public interface IDockerCacheMounts : IDockerBuild
{
    /// <summary>
    /// Where the mounts go to and come from: <c>….tar</c> is a tar file, what has a tag or begins with <c>docker-image://</c> an image,
    /// anything else a folder. Default: <c>.nuke/temp/docker-cache-mounts</c>.
    /// </summary>
    [Parameter("Folder, FILE.tar or image with its tag that cache mounts are carried to and from. Default: .nuke/temp/docker-cache-mounts")]
    string DockerCacheMounts => TryGetValue(() => DockerCacheMounts) ?? TemporaryDirectory / "docker-cache-mounts";

    /// <summary>The image whose shell and tar do the work. Default: the one that the mounts' stages start from.</summary>
    [Parameter("Image whose sh, find, stat and tar reach the cache mounts. Default: the base image of their stages")]
    string? DockerCacheMountsTool => TryGetValue(() => DockerCacheMountsTool);

    /// <summary>Exports at most so many bytes of each mount, the newest files first: <c>500MB</c>. Default: all.</summary>
    [Parameter("Most that is exported of each cache mount, newest files first, such as 500MB. Default: all")]
    string? DockerCacheMountsLimit => TryGetValue(() => DockerCacheMountsLimit);

    /// <summary>Leaves files out of the export that are older than so many days. Default: none.</summary>
    [Parameter("Age in days from which files aren't exported. Default: none is too old")]
    [Range(0, 36_500)]
    int? DockerCacheMountsMaxAge => TryGetValue<int?>(() => DockerCacheMountsMaxAge);

    /// <summary>Runs <c>uv cache prune --ci</c> before the export, where the image has uv; this deletes from the mount itself. Default: on a build server only.</summary>
    [Parameter("Runs 'uv cache prune --ci' before the export, where the image has uv. Default: on a build server")]
    bool DockerCacheMountsPrune => TryGetValue<bool?>(() => DockerCacheMountsPrune) ?? IsServerBuild;

    /// <summary>Makes the mounts what was exported, and deletes what else is in them. Default: what is there stays.</summary>
    [Parameter("Import: makes the cache mounts what was exported; what else is in them is deleted. Default: it stays")]
    bool DockerCacheMountsReplace => TryGetValue<bool?>(() => DockerCacheMountsReplace) ?? false;

    /// <summary>Export: reads what was exported before, and carries what is damaged once more.</summary>
    [Parameter("Export: reads the export from before as a whole, and carries again what is damaged in it")]
    bool DockerCacheMountsVerify => TryGetValue<bool?>(() => DockerCacheMountsVerify) ?? false;

    /// <summary>Carries the cache mounts of the images' Dockerfiles out of the engine; what was exported before and hasn't changed isn't carried again.</summary>
    Target DockerCacheMountsExport => _ => _
        .CheckParameters(this, reads:
        [
            nameof(Image), nameof(Push), nameof(BuildArg), nameof(Secret), nameof(Platform), nameof(DockerCacheMounts), nameof(DockerCacheMountsTool),
            nameof(DockerCacheMountsLimit), nameof(DockerCacheMountsMaxAge), nameof(DockerCacheMountsPrune), nameof(DockerCacheMountsVerify),
        ])
        .Description("Exports the cache mounts of the images' Dockerfiles to a folder, a tar file or an image")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .TryAfter<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var report = await new CacheMountCarrier(this).ExportAsync();
            ReportSummary(_ => _.AddCacheMounts(report));
        });

    /// <summary>Puts exported cache mounts into the engine, so that the next build finds them.</summary>
    Target DockerCacheMountsImport => _ => _
        .CheckParameters(this, reads:
        [
            nameof(Image), nameof(BuildArg), nameof(Secret), nameof(Platform),
            nameof(DockerCacheMounts), nameof(DockerCacheMountsTool), nameof(DockerCacheMountsReplace),
        ])
        .Description("Imports cache mounts that were exported, so that the next build finds them")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var report = await new CacheMountCarrier(this).ImportAsync();
            ReportSummary(_ => _.AddCacheMounts(report));
        });
}
