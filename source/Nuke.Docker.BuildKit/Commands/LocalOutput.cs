using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>The root file system as files in a folder: <c>type=local</c>.</summary>
public sealed record LocalOutput : FileSystemOutput
{
    /// <summary>Writes into a folder.</summary>
    /// <param name="destination"><c>dest</c>: the folder, made where it is missing.</param>
    /// <exception cref="InvalidSettingException">Standard output (<c>-</c>), which takes a tar only.</exception>
    public LocalOutput(string destination)
        : base("local", destination)
    {
        if (destination == "-")
            throw new InvalidSettingException("--output type=local, dest", "a folder can't be written to standard output; use type=tar, or ./- for a folder of that name");
    }

    /// <summary><c>mode</c>; <c>null</c> is <see cref="LocalOutputMode.Copy"/>. Needs BuildKit 0.31.0.</summary>
    public LocalOutputMode? Mode { get; init; }

    internal static LocalOutput Read(FlagAttributes _) => new(_.Required("dest"))
    {
        PlatformSplit = _.Bool("platform-split"),
        AttestationPrefix = _.Text("attestation-prefix"),
        Mode = _.Enum<LocalOutputMode>("mode"),
    };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        base.Write(_);
        _.Add("mode", Mode?.ToValue());
    }
}
