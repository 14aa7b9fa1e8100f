using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Offers the targets <see cref="DockerCacheMountsExport"/> and <see cref="DockerCacheMountsImport"/>, which carry the folders of
/// <c>RUN --mount=type=cache</c> between machines. <c>--image</c> and <c>--push</c> have the same meaning as for <c>DockerBuild</c>.
/// </summary>
public interface IDockerCacheMounts : IDockerBuild
{
    /// <summary>
    /// Place of the exported mounts: a tar file if it ends with <c>.tar</c>, an image if it has a tag or starts with <c>docker-image://</c>,
    /// otherwise a folder. Default: <c>.nuke/temp/docker-cache-mounts</c>.
    /// </summary>
    [Parameter("Folder, FILE.tar or image with tag for the exported cache mounts. Default: .nuke/temp/docker-cache-mounts")]
    string DockerCacheMounts => TryGetValue(() => DockerCacheMounts) ?? TemporaryDirectory / "docker-cache-mounts";

    /// <summary>Image with the programs that access the mounts; <c>null</c>: the base image of their stages.</summary>
    [Parameter("Image whose sh, find, stat and tar access the cache mounts. Default: the base image of their stages")]
    string? DockerCacheMountsTool => TryGetValue(() => DockerCacheMountsTool);

    /// <summary>Maximum size to export of each mount, newest files first, such as <c>500MB</c>; <c>null</c>: no limit.</summary>
    [Parameter("Maximum size to export of each cache mount, newest files first, such as 500MB. Default: no limit")]
    string? DockerCacheMountsLimit => TryGetValue(() => DockerCacheMountsLimit);

    /// <summary>Maximum age in days of exported files; <c>null</c>: no limit.</summary>
    [Parameter("Maximum age in days of exported files. Default: no limit")]
    [Range(0, 36_500)]
    int? DockerCacheMountsMaxAge => TryGetValue<int?>(() => DockerCacheMountsMaxAge);

    /// <summary>
    /// Runs <c>uv cache prune --ci</c> before the export if the image has uv; this deletes files from the mount. Default: true on a build server.
    /// </summary>
    [Parameter("Run 'uv cache prune --ci' before the export if the image has uv. Default: true on a build server")]
    bool DockerCacheMountsPrune => TryGetValue<bool?>(() => DockerCacheMountsPrune) ?? IsServerBuild;

    /// <summary>Import: deletes files that aren't part of the export. Default: false.</summary>
    [Parameter("Import: delete files that aren't part of the export")]
    bool DockerCacheMountsReplace => TryGetValue<bool?>(() => DockerCacheMountsReplace) ?? false;

    /// <summary>Export: verifies the earlier export, and exports damaged files again. Default: false.</summary>
    [Parameter("Export: verify the earlier export, and export damaged files again")]
    bool DockerCacheMountsVerify => TryGetValue<bool?>(() => DockerCacheMountsVerify) ?? false;

    /// <summary>Exports the cache mounts of the images' Dockerfiles from the engine. Only changes since the last export are copied.</summary>
    Target DockerCacheMountsExport => _ => _
        .CheckParameters(this, reads:
        [
            nameof(DockerImage), nameof(DockerPush), nameof(DockerBuildArg), nameof(DockerBuildContext), nameof(DockerSecret), nameof(DockerPlatform),
            nameof(DockerCacheMounts), nameof(DockerCacheMountsTool),
            nameof(DockerCacheMountsLimit), nameof(DockerCacheMountsMaxAge), nameof(DockerCacheMountsPrune), nameof(DockerCacheMountsVerify),
        ])
        .Description("Export the cache mounts of the images' Dockerfiles to a folder, a tar file or an image")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .TryAfter<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var report = await new CacheMountCarrier(this).ExportAsync();
            ReportSummary(_ => _.AddCacheMounts(report));
        });

    /// <summary>Imports exported cache mounts into the engine for the next build.</summary>
    Target DockerCacheMountsImport => _ => _
        .CheckParameters(this, reads:
        [
            nameof(DockerImage), nameof(DockerBuildArg), nameof(DockerBuildContext), nameof(DockerSecret), nameof(DockerPlatform),
            nameof(DockerCacheMounts), nameof(DockerCacheMountsTool), nameof(DockerCacheMountsReplace),
        ])
        .Description("Import exported cache mounts for the next build")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var report = await new CacheMountCarrier(this).ImportAsync();
            ReportSummary(_ => _.AddCacheMounts(report));
        });
}
