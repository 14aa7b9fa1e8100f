using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit;

/// <summary>Those of the commands that tell something, as records instead of text: <c>…Answer</c> takes the command's settings and reads what it prints, whose form is chosen for it.</summary>
public static partial class DockerTasks
{
    /// <summary>The engine's images.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<ImageListEntry>> DockerImageLsAnswerAsync(DockerImageLsSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { NoTrunc = true, Digests = true, Format = "json" }, ImageListReader.Read, cancellationToken);

    /// <inheritdoc cref="DockerImageLsAnswerAsync"/>
    public static IReadOnlyList<ImageListEntry> DockerImageLsAnswer(Func<DockerImageLsSettings, DockerImageLsSettings>? configure = null) => DockerImageLsAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>Images in detail, in the order in which they are named.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<ImageDetails>> DockerImageInspectAnswerAsync(DockerImageInspectSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync(settings ?? new(), ImageDetailsReader.Read, cancellationToken);

    /// <inheritdoc cref="DockerImageInspectAnswerAsync"/>
    public static IReadOnlyList<ImageDetails> DockerImageInspectAnswer(Func<DockerImageInspectSettings, DockerImageInspectSettings>? configure = null) => DockerImageInspectAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>An image's layers with exact sizes, the last instruction first.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<ImageLayer>> DockerImageHistoryAnswerAsync(DockerImageHistorySettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { NoTrunc = true, Human = false, Format = "json" }, ImageHistoryReader.Read, cancellationToken);

    /// <inheritdoc cref="DockerImageHistoryAnswerAsync"/>
    public static IReadOnlyList<ImageLayer> DockerImageHistoryAnswer(Func<DockerImageHistorySettings, DockerImageHistorySettings>? configure = null) => DockerImageHistoryAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>What images, containers, volumes and the cache take.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<DiskUsageSummary>> DockerSystemDfAnswerAsync(DockerSystemDfSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Verbose = null, Format = "json" }, DiskUsageReader.Read, cancellationToken);

    /// <inheritdoc cref="DockerSystemDfAnswerAsync"/>
    public static IReadOnlyList<DiskUsageSummary> DockerSystemDfAnswer(Func<DockerSystemDfSettings, DockerSystemDfSettings>? configure = null) => DockerSystemDfAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>The same in detail; docker counts for seconds on a full disk.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<DiskUsageDetails> DockerSystemDfVerboseAnswerAsync(DockerSystemDfSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Verbose = true, Format = "json" }, DiskUsageReader.ReadVerbose, cancellationToken);

    /// <inheritdoc cref="DockerSystemDfVerboseAnswerAsync"/>
    public static DiskUsageDetails DockerSystemDfVerboseAnswer(Func<DockerSystemDfSettings, DockerSystemDfSettings>? configure = null) => DockerSystemDfVerboseAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>Versions of client and engine; the client's also where no engine answers.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<DockerVersions> DockerVersionAnswerAsync(DockerVersionSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAnywayAsync((settings ?? new()) with { Format = "json" }, DockerVersionsReader.Read, cancellationToken);

    /// <inheritdoc cref="DockerVersionAnswerAsync"/>
    public static DockerVersions DockerVersionAnswer(Func<DockerVersionSettings, DockerVersionSettings>? configure = null) => DockerVersionAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>The engine's settings and the client's plugins; the plugins also where no engine answers.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<DockerInfo> DockerSystemInfoAnswerAsync(DockerSystemInfoSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAnywayAsync((settings ?? new()) with { Format = "json" }, DockerInfoReader.Read, cancellationToken);

    /// <inheritdoc cref="DockerSystemInfoAnswerAsync"/>
    public static DockerInfo DockerSystemInfoAnswer(Func<DockerSystemInfoSettings, DockerSystemInfoSettings>? configure = null) => DockerSystemInfoAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();
}
