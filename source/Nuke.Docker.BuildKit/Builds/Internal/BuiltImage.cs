using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Size and layers of an image that was just built, as reported by the engine.</summary>
/// <param name="Bytes">Size of the image. <c>null</c>: the engine does not respond, or it has no image or another image of that name.</param>
/// <param name="Layers">The layers, the base image first. Empty: they are not known or were not requested.</param>
internal sealed record BuiltImage(long? Bytes, IReadOnlyList<LayerReport> Layers)
{
    private static readonly BuiltImage s_unknown = new(null, []);

    /// <param name="engine">The engine.</param>
    /// <param name="part">The image.</param>
    /// <param name="report">The report of the build, which has the digests of the image.</param>
    /// <param name="pushes">True if the command pushes its images.</param>
    /// <param name="redact">Removes the secrets of the build from a text. <c>null</c>: the layers are not needed.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public static async Task<BuiltImage> AskAsync(
        EngineProbe engine,
        BuildPart part,
        BuildReport report,
        bool pushes,
        Func<string, string>? redact,
        CancellationToken cancellationToken)
    {
        if (part.Tags is not [var tag, ..])
            return s_unknown;
        // A builder may not load the image, and the engine may have an older image of that name. Only the digest identifies the image.
        var isProved = report.Result.Digest is not null || report.Result.ConfigDigest is not null;
        if (!isProved && (pushes || !IsLoaded(part.Given)))
            return s_unknown;

        try
        {
            var asked = engine.FindImageAsync(tag, cancellationToken);
            var history = redact is null ? null : engine.ImageHistoryAsync(tag, cancellationToken);
            if (await asked is not { } image || (isProved && image.Id != report.Result.Digest && image.Id != report.Result.ConfigDigest))
                return s_unknown;
            return new BuiltImage(image.Size, history is null ? [] : await LayersAsync(history, image, report, redact!));
        }
        catch (EngineRequestException)
        {
            return s_unknown;
        }
    }

    private static async Task<IReadOnlyList<LayerReport>> LayersAsync(
        Task<IReadOnlyList<(string CreatedBy, long Bytes)>> history,
        EngineImage image,
        BuildReport report,
        Func<string, string> redact)
    {
        try
        {
            // The engine inserts the values of build arguments.
            return ImageLayers.Create([.. (await history).Select(entry => (redact(entry.CreatedBy), entry.Bytes))], image.Layers, report);
        }
        catch (EngineRequestException)
        {
            return [];
        }
    }

    // An image that is pushed or written to a file is not loaded.
    private static bool IsLoaded(BuildxBuildSettings build) =>
        build.Push is not true && (build.Output is null or [] || build.Output.Exists(output => output is DockerOutput { Destination: null }));
}
