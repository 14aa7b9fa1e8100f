namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>A line of <c>docker image ls</c>: one name of one image.</summary>
public sealed record ImageListEntry : DockerAnswer
{
    /// <summary>Twelve digits, or with <c>--no-trunc</c> the whole digest with <c>sha256:</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Null for an image without a name.</summary>
    public string? Repository { get; init; }

    /// <summary>Null for an image without a tag.</summary>
    public string? Tag { get; init; }

    /// <summary><c>repository:tag</c>; null for an image that lacks either.</summary>
    public string? Reference => Repository is null || Tag is null ? null : $"{Repository}:{Tag}";

    /// <summary>Null unless asked for by <c>--digests</c>, and for an image that was never pulled or pushed.</summary>
    public string? Digest { get; init; }

    /// <summary>To the second.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>In the containerd store content and unpacked snapshot together; in the classic one the unpacked layers.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>What other images share; null unless docker was asked to count it (<c>system df -v</c>).</summary>
    public PrintedSize? SharedSize { get; init; }

    /// <summary>What only this image takes; null unless docker was asked to count it (<c>system df -v</c>).</summary>
    public PrintedSize? UniqueSize { get; init; }

    /// <summary>How many containers use it; null where nobody counted.</summary>
    public long? Containers { get; init; }
}
