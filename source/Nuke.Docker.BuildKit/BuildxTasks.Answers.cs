using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.History;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit;

/// <summary>Those of the commands that tell something, as records instead of text: <c>…Answer</c> takes the command's settings and reads what it prints, whose form is chosen for it.</summary>
public static partial class BuildxTasks
{
    /// <summary>The builders.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<BuilderInfo>> BuildxLsAnswerAsync(BuildxLsSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Format = "json" }, BuilderListReader.Read, cancellationToken);

    /// <inheritdoc cref="BuildxLsAnswerAsync"/>
    public static IReadOnlyList<BuilderInfo> BuildxLsAnswer(Func<BuildxLsSettings, BuildxLsSettings>? configure = null) => BuildxLsAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>One builder; without a name the current one.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<BuilderInfo> BuildxInspectAnswerAsync(BuildxInspectSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync(settings ?? new(), BuilderInspectReader.Read, cancellationToken);

    /// <inheritdoc cref="BuildxInspectAnswerAsync"/>
    public static BuilderInfo BuildxInspectAnswer(Func<BuildxInspectSettings, BuildxInspectSettings>? configure = null) => BuildxInspectAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>What a builder's cache takes, asked in the form that every buildx knows.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<BuilderDiskUsage> BuildxDuAnswerAsync(BuildxDuSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Verbose = true }, text => BuilderDiskUsageReader.ReadVerbose(text), cancellationToken);

    /// <inheritdoc cref="BuildxDuAnswerAsync"/>
    public static BuilderDiskUsage BuildxDuAnswer(Func<BuildxDuSettings, BuildxDuSettings>? configure = null) => BuildxDuAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>What was built, the newest first.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<BuildHistoryEntry>> BuildxHistoryLsAnswerAsync(BuildxHistoryLsSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Format = "json" }, BuildHistoryReader.Read, cancellationToken);

    /// <inheritdoc cref="BuildxHistoryLsAnswerAsync"/>
    public static IReadOnlyList<BuildHistoryEntry> BuildxHistoryLsAnswer(Func<BuildxHistoryLsSettings, BuildxHistoryLsSettings>? configure = null) => BuildxHistoryLsAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>One build; without a reference the last one.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<BuildRecord> BuildxHistoryInspectAnswerAsync(BuildxHistoryInspectSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Format = "json" }, BuildRecordReader.Read, cancellationToken);

    /// <inheritdoc cref="BuildxHistoryInspectAnswerAsync"/>
    public static BuildRecord BuildxHistoryInspectAnswer(Func<BuildxHistoryInspectSettings, BuildxHistoryInspectSettings>? configure = null) => BuildxHistoryInspectAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>What a name in a registry stands for.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<RegistryImage> BuildxImagetoolsInspectAnswerAsync(BuildxImagetoolsInspectSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Format = "{{json .}}" }, RegistryImageReader.Read, cancellationToken);

    /// <inheritdoc cref="BuildxImagetoolsInspectAnswerAsync"/>
    public static RegistryImage BuildxImagetoolsInspectAnswer(Func<BuildxImagetoolsInspectSettings, BuildxImagetoolsInspectSettings>? configure = null) => BuildxImagetoolsInspectAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>What the build checks find, of <c>build --call=check</c>; nothing is built.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<DockerfileCheck> BuildxBuildCheckAnswerAsync(BuildxBuildSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAnywayAsync((settings ?? new()) with { Call = JsonOf(CallMethod.Check) }, DockerfileCallReader.ReadCheck, cancellationToken);

    /// <inheritdoc cref="BuildxBuildCheckAnswerAsync"/>
    public static DockerfileCheck BuildxBuildCheckAnswer(Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null) => BuildxBuildCheckAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>What a Dockerfile's target can be given, of <c>build --call=outline</c>; nothing is built.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<DockerfileOutline> BuildxBuildOutlineAnswerAsync(BuildxBuildSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Call = JsonOf(CallMethod.Outline) }, DockerfileCallReader.ReadOutline, cancellationToken);

    /// <inheritdoc cref="BuildxBuildOutlineAnswerAsync"/>
    public static DockerfileOutline BuildxBuildOutlineAnswer(Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null) => BuildxBuildOutlineAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>A Dockerfile's stages, of <c>build --call=targets</c>; nothing is built.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<IReadOnlyList<DockerfileTarget>> BuildxBuildTargetsAnswerAsync(BuildxBuildSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Call = JsonOf(CallMethod.Targets) }, DockerfileCallReader.ReadTargets, cancellationToken);

    /// <inheritdoc cref="BuildxBuildTargetsAnswerAsync"/>
    public static IReadOnlyList<DockerfileTarget> BuildxBuildTargetsAnswer(Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null) => BuildxBuildTargetsAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    /// <summary>Bake files of any form as <c>bake --print</c> resolves them: nothing is inherited any more, variables have values, a matrix is targets and a group. Nothing is built.</summary>
    /// <param name="settings">Filters and the like; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">The command failed; its words are in the message.</exception>
    public static Task<BakeFile> BuildxBakePrintAnswerAsync(BuildxBakeSettings? settings = null, CancellationToken cancellationToken = default) =>
        Question.AskAsync((settings ?? new()) with { Print = true }, BakeFileReader.Read, cancellationToken);

    /// <inheritdoc cref="BuildxBakePrintAnswerAsync"/>
    public static BakeFile BuildxBakePrintAnswer(Func<BuildxBakeSettings, BuildxBakeSettings>? configure = null) => BuildxBakePrintAnswerAsync(configure?.Invoke(new())).GetAwaiter().GetResult();

    private static BuildCall JsonOf(CallMethod method) => new(method) { Format = CallFormat.Json };
}
