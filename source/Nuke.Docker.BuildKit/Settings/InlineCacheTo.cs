using Nuke.Docker.BuildKit.Arguments;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary>Writes the cache into the image itself. It has no attributes, keeps the final stage only (<c>mode=min</c>), and is read as a registry cache once the image is pushed.</summary>
public sealed record InlineCacheTo : CacheTo
{
    /// <inheritdoc/>
    public override string Type => "inline";

    /// <inheritdoc/>
    internal override bool KeepsFinalStageOnly => true;

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
    }
}
