namespace Nuke.Docker.BuildKit.Images;

/// <summary>The layers of an image with their files.</summary>
/// <param name="Layers">The layers, the oldest first.</param>
internal sealed record ImageContents(IReadOnlyList<ImageLayerFiles> Layers)
{
    /// <summary>The size of all layers in bytes, unpacked.</summary>
    public long Bytes => Layers.Sum(layer => layer.Bytes);
}

/// <summary>A layer with its files.</summary>
/// <param name="Instruction">The instruction that created it, as the image describes it.</param>
/// <param name="Files">The files. A hard link has no size of its own.</param>
internal sealed record ImageLayerFiles(string Instruction, IReadOnlyList<ImageFileEntry> Files)
{
    /// <summary>The size of the files in bytes.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>The reason why the files are unknown; <c>null</c> if they are known.</summary>
    public string? Unreadable { get; init; }
}

/// <summary>A file of a layer.</summary>
/// <param name="Path">The path, with a leading slash.</param>
/// <param name="Bytes">The size in bytes.</param>
/// <param name="Digest">The digest of the content; <c>null</c> for a small or an empty file.</param>
/// <param name="Kind">The kind.</param>
internal sealed record ImageFileEntry(string Path, long Bytes, string? Digest = null, ImageFileKind Kind = ImageFileKind.File);

/// <summary>The kinds of entries of a layer.</summary>
internal enum ImageFileKind
{
    /// <summary>A file or a link.</summary>
    File,

    /// <summary>The mark that a path of an earlier layer is deleted.</summary>
    Deleted,

    /// <summary>The mark that everything below a folder of earlier layers is deleted.</summary>
    Emptied,
}
