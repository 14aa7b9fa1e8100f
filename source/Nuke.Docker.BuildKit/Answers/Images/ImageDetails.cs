namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>Result of <c>docker image inspect</c>.</summary>
public sealed record ImageDetails : DockerAnswer
{
    /// <summary>Digest of the manifest (containerd store) or of the configuration (classic store), with <c>sha256:</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Names with tags; empty for an unnamed image.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Names with digests; empty for an image of the classic store that was never pushed or pulled.</summary>
    public IReadOnlyList<string> RepositoryDigests { get; init; } = [];

    /// <summary>Creation time; <c>null</c> if the build omitted it.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    public string? Os { get; init; }

    /// <summary>Architecture as Go names it: <c>amd64</c>, <c>arm64</c>.</summary>
    public string? Architecture { get; init; }

    /// <summary>Variant of the architecture, <c>v7</c> for arm; <c>null</c> for most.</summary>
    public string? Variant { get; init; }

    /// <summary>Size in bytes as the daemon counts it: compressed in the containerd store, unpacked in the classic one.</summary>
    public long Size { get; init; }

    /// <summary>Digests of the unpacked layers, lowest first.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>Time when it was last tagged here; <c>null</c> if it never was.</summary>
    public DateTimeOffset? LastTagged { get; init; }

    /// <summary>Manifest or index in the containerd store; <c>null</c> in the classic one.</summary>
    public Descriptor? Descriptor { get; init; }

    /// <summary>Settings of its containers.</summary>
    public ImageConfiguration Configuration { get; init; } = new();
}
