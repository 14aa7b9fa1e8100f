using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A function of a bake file.</summary>
/// <param name="Parameters">The names of the parameters.</param>
/// <param name="Result">An expression of the parameters.</param>
public sealed record BakeFunction(ImmutableList<string> Parameters, BakeText Result)
{
    /// <summary>The name of the parameter for all further arguments, a list. <c>null</c>: further arguments are not allowed.</summary>
    public string? VariadicParameter { get; init; }
}
