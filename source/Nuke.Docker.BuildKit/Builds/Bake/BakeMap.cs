using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>Values by name.</summary>
/// <param name="Members">Written in the order of their names.</param>
public sealed record BakeMap(ImmutableSortedDictionary<string, BakeValue> Members) : BakeValue
{
    /// <summary>No members; names compare as they are written.</summary>
    public static BakeMap Empty { get; } = new(ImmutableSortedDictionary.Create<string, BakeValue>(StringComparer.Ordinal));
}
