using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record InlineCacheTo
{
    /// <inheritdoc/>
    internal override bool KeepsFinalStageOnly => true;

    // buildx accepts the only mode and ignores it.
    internal static InlineCacheTo Read(FlagAttributes _) => _.Enum<CacheMode>("mode") is CacheMode.Max
        ? throw new InvalidSettingException("--cache-to type=inline, mode", "an inline cache contains only the final stage; export to a registry for mode=max")
        : new();
}
