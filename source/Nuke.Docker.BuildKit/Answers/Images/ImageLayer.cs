namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>A line of an image's history: an instruction and what it added.</summary>
public sealed record ImageLayer : DockerAnswer
{
    /// <summary>The instruction, with <c># buildkit</c> behind those that make a layer; empty for an imported file system.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>To the second; null with <c>--human=true</c> before docker 20, which printed ages only.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Unpacked; exact with <c>--human=false</c> only, and 0 for an instruction that adds no files.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>Id of the image that ends here; null for layers in between.</summary>
    public string? Id { get; init; }

    /// <summary>Who made it: <c>buildkit.dockerfile.v0</c>.</summary>
    public string? Comment { get; init; }
}
