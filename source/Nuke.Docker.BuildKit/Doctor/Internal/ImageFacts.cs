using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerignore;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>How old an image is, and how old what it was built from.</summary>
internal static class ImageFacts
{
    public static async Task<ImmutableArray<DoctorImage>> ReadAsync(ImmutableArray<DoctorImage> images, IDockerEngine? engine, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(images.Select(image => ReadAsync(image, engine, cancellationToken)))];

    private static async Task<DoctorImage> ReadAsync(DoctorImage image, IDockerEngine? engine, CancellationToken cancellationToken)
    {
        var known = engine is null ? null : await engine.InspectImageAsync(image.Reference, cancellationToken);
        // Without an image nothing can be older than it, and a walk takes its time. A reproducible build says 1970.
        if (known?.Created is not { Year: > 1980 } created || image.Context is null)
            return image;
        return image with { Created = created, Newest = await Task.Run(() => Newest(image, cancellationToken), cancellationToken) };
    }

    private static (string, DateTimeOffset)? Newest(DoctorImage image, CancellationToken cancellationToken)
    {
        try
        {
            var listing = BuildContextReader.Read(image.Context!, image.Dockerfile, cancellationToken);
            return listing.Entries.Where(entry => entry.Kind == BuildContextEntryKind.File)
                .Select(entry => ((string, DateTimeOffset)?)(entry.Path, File.GetLastWriteTimeUtc(Path.Combine(listing.Folder, entry.Path))))
                .MaxBy(file => file!.Value.Item2);
        }
        catch (Exception unknown) when (unknown is DockerignoreException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
