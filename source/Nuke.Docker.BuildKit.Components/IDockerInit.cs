using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Scaffolding.Projects;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerInit"/>.</summary>
public interface IDockerInit : IHazDockerApply
{
    /// <summary>Folder to search. A folder outside this repository is a repository of its own and gets a build. Default: this repository.</summary>
    [Parameter("DockerInit: folder to search, in this repository or another one. Default: this repository")]
    AbsolutePath DockerInitDirectory => TryGetValue(() => DockerInitDirectory) ?? RootDirectory;

    /// <summary>Replaces existing Dockerfiles and compose files; copies are kept. Default: false.</summary>
    [Parameter("DockerInit: replace existing Dockerfiles and compose files; copies are kept. Short: --overwrite")]
    [Display(ShortName = "Overwrite")]
    bool DockerInitOverwrite => this.GetParameter<bool?>(() => DockerInitOverwrite) ?? false;

    /// <summary>Program to start, for services with several: the name of a compose service, a process or a command. <c>null</c>: the best one.</summary>
    [Parameter("DockerInit: program to start in services with several. Short: --program. Default: the best one")]
    [Display(ShortName = "Program")]
    string? DockerInitProgram => this.GetParameter(() => DockerInitProgram);

    /// <summary>Extras and dependency groups that the images install, such as <c>cpu</c> or <c>cuda</c> with their build of a package. Default: none.</summary>
    [Parameter("DockerInit: extras and dependency groups to install, such as cpu or cuda. Short: --extras")]
    [Display(ShortName = "Extras")]
    string[] DockerInitExtras => this.GetParameter(() => DockerInitExtras) ?? [];

    /// <summary>Creates a <c>compose.yaml</c> for each service. Default: false.</summary>
    [Parameter("DockerInit: create a compose.yaml for each service. Short: --compose")]
    [Display(ShortName = "Compose")]
    bool DockerInitCompose => this.GetParameter<bool?>(() => DockerInitCompose) ?? false;

    /// <summary>
    /// Cache that each <c>compose.yaml</c> names in addition to that of the engine: a folder outside the services (<c>/var/cache/docker</c>, <c>../cache</c>),
    /// or a repository in a registry, which several machines can share. Each image has its own place in it. <c>null</c>: none.
    /// </summary>
    [Parameter("DockerInit: cache that compose.yaml names, a folder outside the services or a repository in a registry. Short: --compose-cache. Default: none")]
    [Display(ShortName = "ComposeCache")]
    string? DockerInitComposeCache => this.GetParameter(() => DockerInitComposeCache);

    /// <summary>Base image of the Dockerfiles; <c>null</c>: <c>python:X.Y-slim</c> with the Python version of each service.</summary>
    [Parameter("DockerInit: base image of the Dockerfiles. Short: --base-image. Default: python:X.Y-slim")]
    [Display(ShortName = "BaseImage")]
    string? DockerInitBaseImage => this.GetParameter(() => DockerInitBaseImage);

    /// <summary>Pins the base image to the digest that its registry currently reports. Default: false.</summary>
    [Parameter("DockerInit: pin the base image to the digest that its registry reports. Short: --pin-base-image")]
    [Display(ShortName = "PinBaseImage")]
    bool DockerInitPinBaseImage => this.GetParameter<bool?>(() => DockerInitPinBaseImage) ?? false;

    /// <summary>Host of the build to create in a repository that has none; <c>null</c>: <see cref="DockerInitDefaultHost"/>.</summary>
    [Parameter("DockerInit: host of the build to create if the repository has none. Short: --build-host. Default: the host of this build; none with the tool")]
    [Display(ShortName = "BuildHost")]
    BuildHost? DockerInitBuildHost => this.GetParameter<BuildHost?>(() => DockerInitBuildHost);

    /// <summary>Host of the build to create if <see cref="DockerInitBuildHost"/> isn't set. Default: the host that runs this build.</summary>
    BuildHost DockerInitDefaultHost => HostDefaults.RunningHost;

    /// <summary>
    /// Finds the Python services of a repository and prints the files needed to build them in Docker; writes them with
    /// <see cref="IHazDockerApply.DockerApply"/>.
    /// </summary>
    Target DockerInit => _ => _
        .CheckParameters(
            this,
            reads:
            [
                nameof(DockerInitDirectory), nameof(DockerInitOverwrite), nameof(DockerInitProgram), nameof(DockerInitExtras),
                nameof(DockerInitCompose), nameof(DockerInitComposeCache), nameof(DockerInitBaseImage), nameof(DockerInitPinBaseImage),
                nameof(DockerInitBuildHost), nameof(DockerApply), nameof(DockerProve),
                nameof(IDockerBuild.DockerBuildArg), nameof(IDockerBuild.DockerBuildContext),
                nameof(IDockerBuild.DockerNoCache), nameof(IDockerBuild.DockerPush),
                nameof(IDockerBuild.DockerPlatform), nameof(IDockerBuild.DockerSecret),
            ])
        .Description("Find Python services, and print the files that build them in Docker; --apply writes them")
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var scaffold = await TargetAction.RunAsync(this, new Initialization(this).RunAsync);
            ReportSummary(_ => _
                .AddPair("Services", scaffold.Services.Count)
                .AddPair(DockerApply ? "Written" : "To write", scaffold.AllChanges.Count));
        });
}
