using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A list of values.</summary>
/// <param name="Items">The values. An empty list overrides an inherited one; an absent list does not.</param>
public sealed record BakeList(ImmutableList<BakeValue> Items) : BakeValue
{
    /// <summary>Creates a list of literal texts.</summary>
    public static BakeList Of(params IEnumerable<string> literals) => new([.. literals.Select(BakeText.Of)]);
}
