using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit;

/// <summary>Those of the commands that tell something, as records instead of text: <c>…Answer</c> takes the command's settings and reads what it prints, whose form is chosen for it.</summary>
public static partial class ComposeTasks
{
    /// <summary>Containers of a compose project, those that have ended included unless <c>--all</c> is switched off.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<ComposeContainer>> ComposePsAnswerAsync(ComposePsSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { All = settings?.All ?? true, Format = "json" }, ComposePsReader.Read, cancellationToken);

    /// <inheritdoc cref="ComposePsAnswerAsync"/>
    public static IReadOnlyList<ComposeContainer> ComposePsAnswer(Func<ComposePsSettings, ComposePsSettings>? configure = null) => ComposePsAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>Images of a compose project's containers.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<ComposeImage>> ComposeImagesAnswerAsync(ComposeImagesSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Format = "json" }, ComposeImagesReader.Read, cancellationToken);

    /// <inheritdoc cref="ComposeImagesAnswerAsync"/>
    public static IReadOnlyList<ComposeImage> ComposeImagesAnswer(Func<ComposeImagesSettings, ComposeImagesSettings>? configure = null) => ComposeImagesAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>Compose projects, those of which nothing runs included unless <c>--all</c> is switched off.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<ComposeProject>> ComposeLsAnswerAsync(ComposeLsSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { All = settings?.All ?? true, Format = "json" }, ComposeProjectsReader.Read, cancellationToken);

    /// <inheritdoc cref="ComposeLsAnswerAsync"/>
    public static IReadOnlyList<ComposeProject> ComposeLsAnswer(Func<ComposeLsSettings, ComposeLsSettings>? configure = null) => ComposeLsAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>A compose project as compose sees it.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<ComposeModel> ComposeConfigAnswerAsync(ComposeConfigSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Format = "json" }, ComposeModelReader.Read, cancellationToken);

    /// <inheritdoc cref="ComposeConfigAnswerAsync"/>
    public static ComposeModel ComposeConfigAnswer(Func<ComposeConfigSettings, ComposeConfigSettings>? configure = null) => ComposeConfigAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();
}
