using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Writes the cache into the image itself. It keeps the final stage only (<c>mode=min</c>), and is read as a registry cache once the image is pushed.</summary>
public sealed record InlineCacheTo : CacheTo
{
    /// <inheritdoc/>
    public override string Type => "inline";

    /// <inheritdoc/>
    internal override bool KeepsFinalStageOnly => true;

    // The only mode there is may be said, and says nothing.
    internal static InlineCacheTo Read(FlagAttributes _) => _.Enum<CacheMode>("mode") is CacheMode.Max
        ? throw new InvalidSettingException("--cache-to type=inline, mode", "an inline cache holds the final stage only; export to a registry for mode=max")
        : new();

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
    }
}
