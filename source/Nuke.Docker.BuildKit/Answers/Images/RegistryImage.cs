namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>Result of <c>docker buildx imagetools inspect</c>.</summary>
public sealed record RegistryImage : DockerAnswer
{
    /// <summary>Name as requested.</summary>
    public string Name { get; init; } = "";

    /// <summary>Manifest or index that the name refers to.</summary>
    public ImageManifest Manifest { get; init; } = new();

    /// <summary>Images by platform, also for a single image.</summary>
    public IReadOnlyDictionary<string, RegistryImageDetails> Images { get; init; } = new Dictionary<string, RegistryImageDetails>();
}
