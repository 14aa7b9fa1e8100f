namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>What <c>docker buildx imagetools inspect</c> tells of a name in a registry.</summary>
public sealed record RegistryImage : DockerAnswer
{
    /// <summary>The name as it was asked for.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the name stands for.</summary>
    public ImageManifest Manifest { get; init; } = new();

    /// <summary>Each image by its platform; a single image too.</summary>
    public IReadOnlyDictionary<string, RegistryImageDetails> Images { get; init; } = new Dictionary<string, RegistryImageDetails>();
}
