using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A bake file for <c>docker buildx bake</c>: targets to build together, groups of targets, and variables.</summary>
public sealed record BakeFile
{
    /// <summary>Variables by name.</summary>
    public ImmutableSortedDictionary<string, BakeVariable> Variables { get; init; } =
        ImmutableSortedDictionary.Create<string, BakeVariable>(StringComparer.Ordinal);

    /// <summary>Functions by name.</summary>
    public ImmutableSortedDictionary<string, BakeFunction> Functions { get; init; } =
        ImmutableSortedDictionary.Create<string, BakeFunction>(StringComparer.Ordinal);

    /// <summary>Groups by name. <c>default</c> is built by default.</summary>
    public ImmutableSortedDictionary<string, BakeGroup> Groups { get; init; } = ImmutableSortedDictionary.Create<string, BakeGroup>(StringComparer.Ordinal);

    /// <summary>Targets by name. Names consist of letters, digits, <c>-</c> and <c>_</c>.</summary>
    public ImmutableSortedDictionary<string, BakeTarget> Targets { get; init; } = ImmutableSortedDictionary.Create<string, BakeTarget>(StringComparer.Ordinal);

    /// <summary>Other members of the file, such as variables in the short form.</summary>
    public BakeMap Other { get; init; } = BakeMap.Empty;
}
