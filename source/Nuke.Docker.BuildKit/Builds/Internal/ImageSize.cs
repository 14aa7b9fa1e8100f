using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Asks the engine for the size of an image that was just built.</summary>
internal static class ImageSize
{
    /// <param name="engine">The engine. <c>null</c>: the size is not known.</param>
    /// <param name="part">The image.</param>
    /// <param name="pushes">True if the command pushes its images.</param>
    /// <param name="metadata">The metadata of the image. <c>null</c>: there is none.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Size in bytes. <c>null</c>: there is no engine, it does not respond, or it has no image or another image of that name.</returns>
    public static async Task<long?> AskAsync(EngineProbe? engine, BuildPart part, bool pushes, MetadataFile? metadata, CancellationToken cancellationToken)
    {
        if (engine is null || part.Tags is not [var tag, ..])
            return null;
        // A builder may not load the image, and the engine may have an older image of that name. Only the digest identifies the image.
        var isProved = metadata?.Digest is not null || metadata?.ConfigDigest is not null;
        if (!isProved && (pushes || !IsLoaded(part.Given)))
            return null;

        try
        {
            return await engine.FindImageAsync(tag, cancellationToken) is { } image
                && (!isProved || image.Id == metadata!.Digest || image.Id == metadata.ConfigDigest)
                ? image.Size
                : null;
        }
        catch (EngineRequestException)
        {
            return null;
        }
    }

    // An image that is pushed or written to a file is not loaded.
    private static bool IsLoaded(BuildxBuildSettings build) =>
        build.Push is not true && (build.Output is null or [] || build.Output.Exists(output => output is DockerOutput { Destination: null }));
}
