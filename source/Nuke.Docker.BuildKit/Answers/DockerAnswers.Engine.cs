using Nuke.Docker.BuildKit.Compose;
using Nuke.Docker.BuildKit.Dockerfiles;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Answers;

public sealed partial class DockerAnswers
{
    /// <summary>What images, containers, volumes and the cache take.</summary>
    public Task<IReadOnlyList<DiskUsageSummary>> DiskUsageAsync(CancellationToken cancellationToken = default) =>
        AskAsync(DiskUsageReader.Read, cancellationToken, "system", "df", "--format", "json");

    /// <summary>The same in detail; docker counts for seconds on a full disk.</summary>
    public Task<DiskUsageDetails> DiskUsageDetailsAsync(CancellationToken cancellationToken = default) =>
        AskAsync(DiskUsageReader.ReadVerbose, cancellationToken, "system", "df", "--verbose", "--format", "json");

    /// <summary>Versions of client and engine; the client's also where no engine answers.</summary>
    public Task<DockerVersions> VersionsAsync(CancellationToken cancellationToken = default) =>
        AskAnywayAsync(DockerVersionsReader.Read, cancellationToken, "version", "--format", "json");

    /// <summary>The engine's settings and the client's plugins; the plugins also where no engine answers.</summary>
    public Task<DockerInfo> InfoAsync(CancellationToken cancellationToken = default) =>
        AskAnywayAsync(DockerInfoReader.Read, cancellationToken, "info", "--format", "json");

    /// <summary>Containers of a compose project, those that have ended included.</summary>
    /// <param name="compose">Arguments between <c>compose</c> and <c>ps</c>, such as <c>--file</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<IReadOnlyList<ComposeContainer>> ComposeContainersAsync(IEnumerable<string> compose, CancellationToken cancellationToken = default) =>
        AskAsync(ComposePsReader.Read, cancellationToken, ["compose", .. compose, "ps", "--all", "--format", "json"]);

    /// <summary>Images of a compose project's containers.</summary>
    /// <inheritdoc cref="ComposeContainersAsync"/>
    public Task<IReadOnlyList<ComposeImage>> ComposeImagesAsync(IEnumerable<string> compose, CancellationToken cancellationToken = default) =>
        AskAsync(ComposeImagesReader.Read, cancellationToken, ["compose", .. compose, "images", "--format", "json"]);

    /// <summary>Compose projects, those of which nothing runs included.</summary>
    public Task<IReadOnlyList<ComposeProject>> ComposeProjectsAsync(CancellationToken cancellationToken = default) =>
        AskAsync(ComposeProjectsReader.Read, cancellationToken, "compose", "ls", "--all", "--format", "json");

    /// <summary>A compose project as compose sees it.</summary>
    /// <inheritdoc cref="ComposeContainersAsync"/>
    public Task<ComposeModel> ComposeModelAsync(IEnumerable<string> compose, CancellationToken cancellationToken = default) =>
        AskAsync(ComposeModelReader.Read, cancellationToken, ["compose", .. compose, "config", "--format", "json"]);

    /// <summary>What the build checks find.</summary>
    /// <param name="build">The arguments of <c>buildx build</c>: flags and context.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<DockerfileCheck> CheckDockerfileAsync(IEnumerable<string> build, CancellationToken cancellationToken = default) =>
        AskAnywayAsync(DockerfileCallReader.ReadCheck, cancellationToken, ["buildx", "build", "--call=check,format=json", .. build]);

    /// <summary>What a Dockerfile's target can be given.</summary>
    /// <inheritdoc cref="CheckDockerfileAsync"/>
    public Task<DockerfileOutline> OutlineDockerfileAsync(IEnumerable<string> build, CancellationToken cancellationToken = default) =>
        AskAsync(DockerfileCallReader.ReadOutline, cancellationToken, ["buildx", "build", "--call=outline,format=json", .. build]);

    /// <summary>A Dockerfile's stages.</summary>
    /// <inheritdoc cref="CheckDockerfileAsync"/>
    public Task<IReadOnlyList<DockerfileTarget>> DockerfileTargetsAsync(IEnumerable<string> build, CancellationToken cancellationToken = default) =>
        AskAsync(DockerfileCallReader.ReadTargets, cancellationToken, ["buildx", "build", "--call=targets,format=json", .. build]);
}
