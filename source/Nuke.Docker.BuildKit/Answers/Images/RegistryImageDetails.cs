namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>The configuration of an image in a registry.</summary>
public sealed record RegistryImageDetails : DockerAnswer
{
    /// <summary><c>linux/arm/v7</c>.</summary>
    public string Platform { get; init; } = "";

    /// <summary>Null where the build left it out.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>How containers start.</summary>
    public ImageConfiguration Configuration { get; init; } = new();

    /// <summary>Digests of the unpacked layers, the lowest first.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>The instructions, the first one first; their sizes aren't told.</summary>
    public IReadOnlyList<ImageLayer> History { get; init; } = [];
}
