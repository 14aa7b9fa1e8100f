using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>The files that the command of an attempt writes.</summary>
/// <param name="metadataFile">The metadata file that the user has set; it is kept. <c>null</c>: a temporary file, which is deleted.</param>
internal sealed class RunFiles(string? metadataFile) : IDisposable
{
    public string MetadataFile { get; } = metadataFile ?? Path.Combine(Folder(), $"buildx-metadata-{Guid.NewGuid():N}.json");

    /// <summary>A file for an image, which is deleted.</summary>
    public string ImageFile { get; } = Path.Combine(Folder(), $"buildx-image-{Guid.NewGuid():N}.tar");

    // A minimal container may have no /tmp.
    private static string Folder() =>
        Path.GetTempPath() is var folder && Directory.Exists(folder) && FolderAccess.CanCreate(folder) ? folder : Environment.CurrentDirectory;

    public void Dispose()
    {
        File.Delete(ImageFile);
        if (metadataFile is null)
            File.Delete(MetadataFile);
    }
}
