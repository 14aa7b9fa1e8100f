namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>Configuration of an image in a registry.</summary>
public sealed record RegistryImageDetails : DockerAnswer
{
    /// <summary>Platform: <c>linux/arm/v7</c>.</summary>
    public string Platform { get; init; } = "";

    /// <summary>Creation time; <c>null</c> if the build omitted it.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Settings of its containers.</summary>
    public ImageConfiguration Configuration { get; init; } = new();

    /// <summary>Digests of the unpacked layers, lowest first.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>Instructions, first one first; their sizes are not reported.</summary>
    public IReadOnlyList<ImageLayer> History { get; init; } = [];
}
