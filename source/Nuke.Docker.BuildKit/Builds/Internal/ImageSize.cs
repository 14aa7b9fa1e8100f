using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Asks the engine for the size of an image that was just built.</summary>
internal static class ImageSize
{
    /// <param name="engine">The engine. <c>null</c>: it is not asked.</param>
    /// <param name="part">The image.</param>
    /// <param name="pushes">Whether the command pushes its images.</param>
    /// <param name="metadata">The metadata of the image. <c>null</c>: none was written.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns><c>null</c> if the engine is not asked, does not respond, or has no image or another image of that name.</returns>
    public static async Task<long?> AskAsync(EngineProbe? engine, BuildPart part, bool pushes, MetadataFile? metadata, CancellationToken cancellationToken)
    {
        if (engine is null || part.Tags is not [var tag, ..])
            return null;
        // A builder need not load what it builds, and the engine may have an older image of that name: only the digest proves which one it is.
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
