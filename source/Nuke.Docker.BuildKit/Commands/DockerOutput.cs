using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>An image as <c>docker load</c> takes it, loaded at once or written to a file: <c>type=docker</c>.</summary>
public sealed record DockerOutput : ContainerOutput
{
    /// <summary>Loads the image into the engine.</summary>
    public DockerOutput()
        : base("docker")
    {
    }

    /// <summary><c>dest</c>: a tar file instead of the engine; <c>null</c> is the engine.</summary>
    public string? Destination { get; init; }

    /// <summary><c>context</c>: the docker context whose engine gets the image; <c>null</c> is the current one.</summary>
    public string? Context { get; init; }

    /// <summary><c>tar</c>: one file instead of a folder; <c>null</c> is <c>true</c>.</summary>
    public new bool? Tar { get; init; }

    internal static DockerOutput Read(FlagAttributes _) => new DockerOutput
    {
        Destination = _.Text("dest"),
        Context = _.Text("context"),
        Tar = _.Bool("tar"),
    }.WithImage(_);

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        _.Add("dest", Destination);
        base.Write(_);
        _.Add("context", Context);
        _.Add("tar", Tar);
    }
}
