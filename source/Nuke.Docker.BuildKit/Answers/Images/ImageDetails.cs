namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>What <c>docker image inspect</c> tells of an image.</summary>
public sealed record ImageDetails : DockerAnswer
{
    /// <summary>Digest of the manifest (containerd store) or of the configuration (classic store), with <c>sha256:</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Names with tag; empty for an image without a name.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Names with digest; empty for an image never pushed or pulled in the classic store.</summary>
    public IReadOnlyList<string> RepositoryDigests { get; init; } = [];

    /// <summary>Null where the build left it out.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    public string? Os { get; init; }

    /// <summary>As Go names it: <c>amd64</c>, <c>arm64</c>.</summary>
    public string? Architecture { get; init; }

    /// <summary><c>v7</c> for arm; null for most.</summary>
    public string? Variant { get; init; }

    /// <summary>Bytes as the daemon counts them: compressed in the containerd store, unpacked in the classic one.</summary>
    public long Size { get; init; }

    /// <summary>Digests of the unpacked layers, the lowest first.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>When it was last given a name here; null where it never was.</summary>
    public DateTimeOffset? LastTagged { get; init; }

    /// <summary>The manifest or index in the containerd store; null in the classic one.</summary>
    public Descriptor? Descriptor { get; init; }

    /// <summary>How containers start.</summary>
    public ImageConfiguration Configuration { get; init; } = new();
}
