using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A group of targets.</summary>
/// <param name="Targets">Names of targets and other groups.</param>
public sealed record BakeGroup(ImmutableList<BakeText> Targets)
{
    /// <summary>The description for <c>bake --list</c>. <c>null</c>: the targets.</summary>
    public BakeText? Description { get; init; }
}
