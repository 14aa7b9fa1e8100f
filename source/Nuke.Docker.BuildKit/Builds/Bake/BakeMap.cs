using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A map of values by name.</summary>
/// <param name="Members">The values. They are written in the order of their names.</param>
public sealed record BakeMap(ImmutableSortedDictionary<string, BakeValue> Members) : BakeValue
{
    /// <summary>The empty map. Names are compared by ordinal.</summary>
    public static BakeMap Empty { get; } = new(ImmutableSortedDictionary.Create<string, BakeValue>(StringComparer.Ordinal));
}
