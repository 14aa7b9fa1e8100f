using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Arguments.Internal;

/// <summary>
/// A value with a short form for flags that name its type: <c>mode=max</c> of <c>--provenance</c> for <c>type=provenance,mode=max</c> of
/// <c>--attest</c>.
/// </summary>
internal interface IShorthandValue : IArgumentValue
{
    /// <summary>The short form.</summary>
    string ToShorthand();
}
