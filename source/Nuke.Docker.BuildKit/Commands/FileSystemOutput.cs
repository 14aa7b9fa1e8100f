using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>The root file system as files: what the exporters <c>local</c> and <c>tar</c> have in common.</summary>
public abstract record FileSystemOutput : BuildOutput
{
    private protected FileSystemOutput(string type, string destination)
        : base(type) => Destination = Required.Text(destination, $"--output type={type}, dest");

    /// <summary><c>dest</c>: the folder or the file; <c>-</c> is standard output, which only a tar can be written to.</summary>
    public string Destination { get; }

    /// <summary><c>platform-split</c>: a folder per platform (<c>linux_arm64</c>); <c>null</c> is <c>true</c> where several platforms are built. Needs BuildKit 0.12.0.</summary>
    public bool? PlatformSplit { get; init; }

    /// <summary><c>attestation-prefix</c> of the files that attestations become; <c>null</c> is none.</summary>
    public string? AttestationPrefix { get; init; }

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        _.Add("dest", Destination);
        _.Add("platform-split", PlatformSplit);
        _.Add("attestation-prefix", AttestationPrefix);
    }
}
