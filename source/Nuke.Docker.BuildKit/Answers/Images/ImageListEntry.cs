namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>A name of an image in the output of <c>docker image ls</c>.</summary>
public sealed record ImageListEntry : DockerAnswer
{
    /// <summary>Id with 12 digits, or the whole digest with <c>--no-trunc</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Repository; <c>null</c> for an unnamed image.</summary>
    public string? Repository { get; init; }

    /// <summary>Tag; <c>null</c> for an image without a tag.</summary>
    public string? Tag { get; init; }

    /// <summary><c>repository:tag</c>; <c>null</c> if either is missing.</summary>
    public string? Reference => Repository is null || Tag is null ? null : $"{Repository}:{Tag}";

    /// <summary>Digest; <c>null</c> without <c>--digests</c>, and for an image that was never pulled or pushed.</summary>
    public string? Digest { get; init; }

    /// <summary>Creation time, with a resolution of 1 second.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Size: in the containerd store content and unpacked snapshot together, in the classic store the unpacked layers.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>Size shared with other images; <c>null</c> unless it was requested (<c>system df -v</c>).</summary>
    public PrintedSize? SharedSize { get; init; }

    /// <summary>Size of this image alone; <c>null</c> unless it was requested (<c>system df -v</c>).</summary>
    public PrintedSize? UniqueSize { get; init; }

    /// <summary>Number of containers that use it; <c>null</c> if it was not counted.</summary>
    public long? Containers { get; init; }
}
