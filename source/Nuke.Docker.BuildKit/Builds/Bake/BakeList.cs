using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>Values in their order.</summary>
/// <param name="Items">Empty is not the same as absent: it overrides what a target inherits.</param>
public sealed record BakeList(ImmutableList<BakeValue> Items) : BakeValue
{
    /// <summary>Texts, as they stand.</summary>
    public static BakeList Of(params IEnumerable<string> literals) => new([.. literals.Select(BakeText.Of)]);
}
