namespace Nuke.Docker.BuildKit.Reports;

/// <summary>The build context by folder: what <c>COPY . .</c> would copy.</summary>
internal sealed record ContextReport
{
    /// <summary>The number of files and links.</summary>
    public int Files { get; init; }

    /// <summary>The size of all files in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The biggest folders and files of the context, by size.</summary>
    public IReadOnlyList<ContextPart> Parts { get; init; } = [];
}

/// <summary>A folder or file of a build context.</summary>
/// <param name="Path">The path in the context; a folder ends with a slash.</param>
/// <param name="Files">The number of files in it; 1 for a file.</param>
/// <param name="Bytes">The size in bytes.</param>
internal sealed record ContextPart(string Path, int Files, long Bytes);
