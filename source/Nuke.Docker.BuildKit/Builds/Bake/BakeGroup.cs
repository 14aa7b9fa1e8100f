using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A group of targets.</summary>
/// <param name="Targets">Targets and other groups.</param>
public sealed record BakeGroup(ImmutableList<BakeText> Targets)
{
    /// <summary>What <c>bake --list</c> shows; null: the targets.</summary>
    public BakeText? Description { get; init; }
}
