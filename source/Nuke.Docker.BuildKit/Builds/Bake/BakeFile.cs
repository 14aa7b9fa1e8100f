using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>What <c>docker buildx bake</c> reads: targets to build at once, what they have in common, and variables.</summary>
public sealed record BakeFile
{
    /// <summary>Variables by name.</summary>
    public ImmutableSortedDictionary<string, BakeVariable> Variables { get; init; } = ImmutableSortedDictionary.Create<string, BakeVariable>(StringComparer.Ordinal);

    /// <summary>Functions by name.</summary>
    public ImmutableSortedDictionary<string, BakeFunction> Functions { get; init; } = ImmutableSortedDictionary.Create<string, BakeFunction>(StringComparer.Ordinal);

    /// <summary>Groups by name; <c>default</c> is built where none is asked for.</summary>
    public ImmutableSortedDictionary<string, BakeGroup> Groups { get; init; } = ImmutableSortedDictionary.Create<string, BakeGroup>(StringComparer.Ordinal);

    /// <summary>Targets by name. A name holds letters, digits, <c>-</c> and <c>_</c>.</summary>
    public ImmutableSortedDictionary<string, BakeTarget> Targets { get; init; } = ImmutableSortedDictionary.Create<string, BakeTarget>(StringComparer.Ordinal);

    /// <summary>What else stands at the top, such as a variable in the short form.</summary>
    public BakeMap Other { get; init; } = BakeMap.Empty;
}
