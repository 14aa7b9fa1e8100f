using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerInit"/>.</summary>
public interface IDockerInit : IHazDockerApply
{
    /// <summary>Folder to search. A folder outside this repository is a repository of its own and gets a build. Default: this repository.</summary>
    [Parameter("DockerInit: folder to search, in this repository or another one. Default: this repository")]
    AbsolutePath DockerInitDirectory => TryGetValue(() => DockerInitDirectory) ?? RootDirectory;

    /// <summary>Replaces existing Dockerfiles and compose files; copies are kept. Default: false.</summary>
    [Parameter("DockerInit: replace existing Dockerfiles and compose files; copies are kept")]
    bool Overwrite => TryGetValue<bool?>(() => Overwrite) ?? false;

    /// <summary>Creates a <c>compose.yaml</c> for each service. Default: false.</summary>
    [Parameter("DockerInit: create a compose.yaml for each service")]
    bool Compose => TryGetValue<bool?>(() => Compose) ?? false;

    /// <summary>
    /// Cache that each <c>compose.yaml</c> names in addition to that of the engine: a folder outside the services (<c>/var/cache/docker</c>, <c>../cache</c>),
    /// or a repository in a registry, which several machines can share. Each image has its own place in it. <c>null</c>: none.
    /// </summary>
    [Parameter("DockerInit: cache that compose.yaml names, a folder outside the services or a repository in a registry. Default: none")]
    string? ComposeCache => TryGetValue(() => ComposeCache);

    /// <summary>Base image of the Dockerfiles; <c>null</c>: <c>python:X.Y-slim</c> with the Python version of each service.</summary>
    [Parameter("DockerInit: base image of the Dockerfiles. Default: python:X.Y-slim")]
    string? BaseImage => TryGetValue(() => BaseImage);

    /// <summary>Pins the base image to the digest that its registry currently reports. Default: false.</summary>
    [Parameter("DockerInit: pin the base image to the digest that its registry reports")]
    bool PinBaseImage => TryGetValue<bool?>(() => PinBaseImage) ?? false;

    /// <summary>
    /// Finds the Python services of a repository and prints the files needed to build them in Docker; writes them with
    /// <see cref="IHazDockerApply.Apply"/>.
    /// </summary>
    Target DockerInit => _ => _
        .CheckParameters(this)
        .Description("Find Python services, and print the files that build them in Docker; --apply writes them")
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var scaffold = await TargetAction.RunAsync(this, new Initialization(this).RunAsync);
            ReportSummary(_ => _
                .AddPair("Services", scaffold.Services.Count)
                .AddPair(Apply ? "Written" : "To write", scaffold.AllChanges.Count));
        });
}
