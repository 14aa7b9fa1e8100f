namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>An entry of an image's history: an instruction and its layer.</summary>
public sealed record ImageLayer : DockerAnswer
{
    /// <summary>The instruction, followed by <c># buildkit</c> if it creates a layer; empty for an imported file system.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>Creation time, with a resolution of 1 second; <c>null</c> with <c>--human=true</c> before docker 20, which prints only ages.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Unpacked size; exact only with <c>--human=false</c>, 0 for an instruction that adds no files.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>Id of the image that ends here; <c>null</c> for intermediate layers.</summary>
    public string? Id { get; init; }

    /// <summary>Comment of the builder: <c>buildkit.dockerfile.v0</c>.</summary>
    public string? Comment { get; init; }
}
