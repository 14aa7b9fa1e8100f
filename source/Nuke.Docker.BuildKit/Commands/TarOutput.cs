using Nuke.Docker.BuildKit.Commands.Internal;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>The root file system as one tar file: <c>type=tar</c>.</summary>
public sealed record TarOutput : FileSystemOutput
{
    /// <summary>Writes a tar.</summary>
    /// <param name="destination"><c>dest</c>: the file; <c>-</c> is standard output.</param>
    public TarOutput(string destination)
        : base("tar", destination)
    {
    }

    internal static TarOutput Read(FlagAttributes _) => new(_.Required("dest"))
    {
        PlatformSplit = _.Bool("platform-split"),
        AttestationPrefix = _.Text("attestation-prefix"),
    };
}
