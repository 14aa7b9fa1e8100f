using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Images;
using Nuke.Docker.BuildKit.Images.Sync;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerSync"/>.</summary>
public interface IDockerSync : IHazDockerDryRun, IHazDockerEngine, IHazDockerReports
{
    /// <summary>The images to copy if neither <see cref="DockerSyncFrom"/> nor <see cref="DockerSyncFile"/> is given. Default: none.</summary>
    IEnumerable<ImageCopy> DockerSyncImages => [];

    /// <summary>Repositories to copy from, each with a tag or a pattern of tags: <c>example.com/acme/api:1.*</c>; empty: see the file.</summary>
    [Parameter("DockerSync: images to copy, such as registry.example.com/acme/api:1.*. Short: --from. Default: those of the file or the build class")]
    [Display(ShortName = "From")]
    string[] DockerSyncFrom => this.GetParameter(() => DockerSyncFrom) ?? [];

    /// <summary>Registry, prefix that ends with a slash, or repository to which <see cref="DockerSyncFrom"/> is copied.</summary>
    [Parameter("DockerSync: registry to copy to, a prefix that ends with a slash, or a repository. Short: --to. Default: that of the file or the build class")]
    [Display(ShortName = "To")]
    string? DockerSyncTo => this.GetParameter(() => DockerSyncTo);

    /// <summary>Platforms of the images of <see cref="DockerSyncFrom"/>; empty: all.</summary>
    [Parameter("DockerSync: platforms of --from to copy. Default: all")]
    string[] DockerSyncPlatform => TryGetValue(() => DockerSyncPlatform) ?? [];

    /// <summary>YAML or JSON file with the images to copy; <c>null</c>: none.</summary>
    [Parameter("DockerSync: YAML or JSON file with the images to copy. Default: none")]
    AbsolutePath? DockerSyncFile => TryGetValue(() => DockerSyncFile);

    /// <summary>Prints tags that match a pattern in the destination and are no longer in the source; with <c>--yes</c>, deletes them. Default: false.</summary>
    [Parameter("DockerSync: print tags of the destination that match a pattern and are no longer in the source; with --yes, delete them")]
    bool DockerSyncDelete => TryGetValue<bool?>(() => DockerSyncDelete) ?? false;

    /// <summary>Largest number of transfers at a time; fewer while a registry limits the rate or slows down. Default: 8.</summary>
    [Parameter("DockerSync: largest number of transfers at a time. Default: 8")]
    [Range(1, 64)]
    int DockerSyncConnections => TryGetValue<int?>(() => DockerSyncConnections) ?? 8;

    /// <summary>Largest sum of the sizes of the blobs that are transferred at a time, in decimal units. Default: <c>4GB</c>.</summary>
    [Parameter("DockerSync: largest sum of the sizes of blobs that are transferred at a time. Default: 4GB")]
    string DockerSyncBytes => TryGetValue(() => DockerSyncBytes) ?? "4GB";

    /// <summary>Seconds that a registry may be silent. Default: 60.</summary>
    [Parameter("DockerSync: seconds that a registry may be silent. Default: 60")]
    [Range(1, 86_400)]
    int DockerSyncTimeout => TryGetValue<int?>(() => DockerSyncTimeout) ?? 60;

    /// <summary>Registries to which plain HTTP is allowed, besides those on this machine and <c>insecure-registries</c> of <c>daemon.json</c>.</summary>
    [Parameter("DockerSync: registries to which plain HTTP is allowed. Default: those on this machine, and insecure-registries of daemon.json")]
    string[] DockerSyncInsecure => TryGetValue(() => DockerSyncInsecure) ?? [];

    /// <summary>
    /// Copies images from registry to registry: only blobs that the destination lacks, with their attestations, signatures and other referrers. If a registry
    /// can't be reached from here, or only the engine has an image, it is copied through an engine that runs. Fails with exit code 37 if an image could not be
    /// copied; the others are. <see cref="IHazDockerDryRun.DockerDryRun"/> prints what would be copied.
    /// </summary>
    Target DockerSync => _ => _
        .CheckParameters(this)
        .Description("Copy images from registry to registry: only what is missing, many at once, with attestations and signatures")
        .Produces(DockerReportsDirectory / "sync.json")
        .Executes(async () =>
        {
            var report = await ImageSync.RunAsync(this);
            ReportSummary(_ => _
                .AddPair("Copied", $"{report.Count(SyncStatus.Copied, SyncStatus.CopiedByEngine, SyncStatus.Planned)} of {report.Images.Count}")
                .AddPair(report.DryRun ? "Would be sent" : "Sent", HumanText.Size(report.Bytes)));
        });
}
