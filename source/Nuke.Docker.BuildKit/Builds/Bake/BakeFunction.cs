using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A function of a bake file, left as it is written.</summary>
/// <param name="Parameters">Their names.</param>
/// <param name="Result">An expression over them.</param>
public sealed record BakeFunction(ImmutableList<string> Parameters, BakeText Result)
{
    /// <summary>The name that takes all further arguments as a list; null: there may be none.</summary>
    public string? VariadicParameter { get; init; }
}
