using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>An OCI layout on disk: <c>type=oci</c>.</summary>
public sealed record OciOutput : ContainerOutput
{
    /// <summary>Writes a layout.</summary>
    /// <param name="destination"><c>dest</c>: the tar file, or the folder where <see cref="Tar"/> is <c>false</c>; <c>-</c> is standard output.</param>
    public OciOutput(string destination)
        : base("oci") => Destination = Required.Text(destination, "--output type=oci, dest");

    /// <summary><c>dest</c>: the tar file, or the folder where <see cref="Tar"/> is <c>false</c>.</summary>
    public string Destination { get; }

    /// <summary><c>tar</c>: one file instead of a folder; <c>null</c> is <c>true</c>.</summary>
    public new bool? Tar { get; init; }

    internal static OciOutput Read(FlagAttributes _) => new OciOutput(_.Required("dest")) { Tar = _.Bool("tar") }.WithImage(_);

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        _.Add("dest", Destination);
        base.Write(_);
        _.Add("tar", Tar);
    }
}
