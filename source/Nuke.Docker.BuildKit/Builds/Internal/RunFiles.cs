using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>The metadata file of an attempt.</summary>
/// <param name="metadataFile">The path that the user has set; the file is kept. <c>null</c>: a temporary file, which is deleted.</param>
internal sealed class RunFiles(string? metadataFile) : IDisposable
{
    public string MetadataFile { get; } = metadataFile ?? Path.Combine(Folder(), $"buildx-metadata-{Guid.NewGuid():N}.json");

    // A minimal container may have no /tmp.
    private static string Folder() =>
        Path.GetTempPath() is var folder && Directory.Exists(folder) && FolderAccess.CanCreate(folder) ? folder : Environment.CurrentDirectory;

    public void Dispose()
    {
        if (metadataFile is null)
            File.Delete(MetadataFile);
    }
}
