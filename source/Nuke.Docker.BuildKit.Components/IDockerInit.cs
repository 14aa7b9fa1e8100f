using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerInit"/>.</summary>
public interface IDockerInit : IHazDockerApply
{
    /// <summary>The folder to look through. One that isn't part of this repository counts as a repository of its own, which gets a build of its own.</summary>
    [Parameter("Folder that DockerInit looks through: a part of this repository, or another one. Default: this repository")]
    AbsolutePath DockerInitDirectory => TryGetValue(() => DockerInitDirectory) ?? RootDirectory;

    /// <summary>Whether Dockerfiles and compose files that are there are replaced; a copy is kept.</summary>
    [Parameter("DockerInit: replaces Dockerfiles and compose files that are there; a copy is kept")]
    bool Overwrite => TryGetValue<bool?>(() => Overwrite) ?? false;

    /// <summary>Whether each service gets a <c>compose.yaml</c>.</summary>
    [Parameter("DockerInit: makes a compose.yaml for each service, too")]
    bool Compose => TryGetValue<bool?>(() => Compose) ?? false;

    /// <summary>
    /// The cache that each <c>compose.yaml</c> names beside the engine's own: a folder outside of the services (<c>/var/cache/docker</c>, <c>../cache</c>),
    /// or a repository in a registry, which several machines share. A place in it for each image. Null: none.
    /// </summary>
    [Parameter("DockerInit: cache that compose.yaml names, a folder outside of the services or a repository in a registry. Default: none")]
    string? ComposeCache => TryGetValue(() => ComposeCache);

    /// <summary>The image that Dockerfiles start from. Null: <c>python:X.Y-slim</c> of each service's Python.</summary>
    [Parameter("DockerInit: image that Dockerfiles start from. Default: python:X.Y-slim")]
    string? BaseImage => TryGetValue(() => BaseImage);

    /// <summary>Whether what Dockerfiles start from is pinned by the digest that its registry has for it now.</summary>
    [Parameter("DockerInit: pins the base image by the digest that its registry names")]
    bool PinBaseImage => TryGetValue<bool?>(() => PinBaseImage) ?? false;

    /// <summary>Finds the Python services of a repository and shows what it takes to build them in Docker; writes it with <see cref="IHazDockerApply.Apply"/>.</summary>
    Target DockerInit => _ => _
        .CheckParameters(this)
        .Description("Finds Python services and shows the files that build them in Docker; --apply writes them")
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var scaffold = await TargetAction.RunAsync(this, new Initialization(this).RunAsync);
            ReportSummary(_ => _
                .AddPair("Services", scaffold.Services.Count)
                .AddPair(Apply ? "Written" : "To write", scaffold.AllChanges.Count));
        });
}
