namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>The files that one run of buildx writes beside its result: the metadata.</summary>
/// <param name="metadataFile">The file that the user asked for, which stays. <c>null</c>: one of our own, which goes.</param>
internal sealed class RunFiles(string? metadataFile) : IDisposable
{
    public string MetadataFile { get; } = metadataFile ?? Path.Combine(Path.GetTempPath(), $"buildx-metadata-{Guid.NewGuid():N}.json");

    public void Dispose()
    {
        if (metadataFile is null)
            File.Delete(MetadataFile);
    }
}
