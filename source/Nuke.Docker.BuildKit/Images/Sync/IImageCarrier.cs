namespace Nuke.Docker.BuildKit.Images.Sync;

/// <summary>Copies images that can't be copied from registry to registry.</summary>
internal interface IImageCarrier
{
    /// <summary>Copies an image.</summary>
    /// <param name="source">The source, with its tag.</param>
    /// <param name="destination">The destination, with its tag.</param>
    /// <param name="pull">Pulls the image first: that of the engine may be older.</param>
    /// <param name="cancellationToken">Cancels the copy.</param>
    /// <returns>The digest, or an empty text if it isn't known; <c>null</c> if the image isn't there.</returns>
    Task<string?> CarryAsync(string source, string destination, bool pull, CancellationToken cancellationToken);
}
