using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>The size of an image that was just built.</summary>
internal static class ImageSize
{
    /// <returns><c>null</c> where there is nobody to ask, no name to ask for, or no answer: the image is good all the same.</returns>
    public static async Task<long?> AskAsync(EngineProbe? engine, string? tag, CancellationToken cancellationToken)
    {
        if (engine is null || tag is null)
            return null;

        try
        {
            return (await engine.FindImageAsync(tag, cancellationToken))?.Size;
        }
        catch (EngineRequestException)
        {
            return null;
        }
    }
}
