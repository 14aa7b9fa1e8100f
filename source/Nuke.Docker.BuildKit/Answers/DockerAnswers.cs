using Nuke.Docker.BuildKit.Builders;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.History;
using Nuke.Docker.BuildKit.Images;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Asks docker and returns what it says as records. Every call starts a process; an engine's own API (<see cref="IDockerEngine"/>) is quicker where it knows the answer.</summary>
/// <param name="run">Runs the commands. Each call ends in a <see cref="CommandFailedException"/> where the command fails, and in an <see cref="AnswerException"/> where it prints something else.</param>
/// <param name="time">The clock that ages count back from; null: the system's.</param>
public sealed partial class DockerAnswers(DockerRunner run, TimeProvider? time = null)
{
    /// <summary>The builders.</summary>
    public Task<IReadOnlyList<BuilderInfo>> BuildersAsync(CancellationToken cancellationToken = default) =>
        AskAsync(BuilderListReader.Read, cancellationToken, "buildx", "ls", "--format", "json");

    /// <summary>One builder; null: the current one.</summary>
    public Task<BuilderInfo> BuilderAsync(string? name = null, CancellationToken cancellationToken = default) =>
        AskAsync(BuilderInspectReader.Read, cancellationToken, ["buildx", "inspect", .. Some(name)]);

    /// <summary>What a builder's cache takes, asked in the form that every buildx knows; null: the current one.</summary>
    public Task<BuilderDiskUsage> BuilderDiskUsageAsync(string? builder = null, CancellationToken cancellationToken = default) =>
        AskAsync(text => BuilderDiskUsageReader.ReadVerbose(text, time), cancellationToken, ["buildx", "du", "--verbose", .. Flag("--builder", builder)]);

    /// <summary>What was built, the newest first.</summary>
    public Task<IReadOnlyList<BuildHistoryEntry>> BuildHistoryAsync(string? builder = null, CancellationToken cancellationToken = default) =>
        AskAsync(BuildHistoryReader.Read, cancellationToken, ["buildx", "history", "ls", "--format", "json", .. Flag("--builder", builder)]);

    /// <summary>One build; null: the last one.</summary>
    public Task<BuildRecord> BuildRecordAsync(string? id = null, CancellationToken cancellationToken = default) =>
        AskAsync(BuildRecordReader.Read, cancellationToken, ["buildx", "history", "inspect", "--format", "json", .. Some(id)]);

    /// <summary>What a name in a registry stands for.</summary>
    public Task<RegistryImage> RegistryImageAsync(string reference, CancellationToken cancellationToken = default) =>
        AskAsync(RegistryImageReader.Read, cancellationToken, "buildx", "imagetools", "inspect", "--format", "{{json .}}", reference);

    /// <summary>The engine's images.</summary>
    public Task<IReadOnlyList<ImageListEntry>> ImagesAsync(CancellationToken cancellationToken = default) =>
        AskAsync(ImageListReader.Read, cancellationToken, "image", "ls", "--no-trunc", "--digests", "--format", "json");

    /// <summary>One image.</summary>
    public Task<ImageDetails> ImageAsync(string reference, CancellationToken cancellationToken = default) =>
        AskAsync(text => ImageDetailsReader.Read(text)[0], cancellationToken, "image", "inspect", reference);

    /// <summary>An image's layers with exact sizes, the last instruction first.</summary>
    public Task<IReadOnlyList<ImageLayer>> ImageLayersAsync(string reference, CancellationToken cancellationToken = default) =>
        AskAsync(ImageHistoryReader.Read, cancellationToken, "image", "history", "--no-trunc", "--human=false", "--format", "json", reference);

    private static string[] Flag(string name, string? value) => value is null ? [] : [name, value];

    private static string[] Some(string? value) => value is null ? [] : [value];

    private async Task<T> AskAsync<T>(Func<string, T> read, CancellationToken cancellationToken, params string[] arguments)
    {
        var output = await run(arguments, cancellationToken);
        return output.ExitCode == 0 ? read(output.StandardOutput) : throw new CommandFailedException(string.Join(' ', arguments), output);
    }

    // An exit code other than 0 with an answer all the same.
    private async Task<T> AskAnywayAsync<T>(Func<string, T> read, CancellationToken cancellationToken, params string[] arguments)
    {
        var output = await run(arguments, cancellationToken);
        return output.StandardOutput.AsSpan().TrimStart().StartsWith("{") ? read(output.StandardOutput) : throw new CommandFailedException(string.Join(' ', arguments), output);
    }
}
