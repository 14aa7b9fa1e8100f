using System.Collections.Immutable;

namespace Specifications;

/// <summary>A command as a specification has it.</summary>
/// <param name="Name">The words after the tool's: <c>history inspect</c>; empty for the tool itself.</param>
/// <param name="Line">As it is typed: <c>docker buildx history inspect</c>.</param>
/// <param name="Aliases">Other words for it, after the tool's.</param>
/// <param name="Since">First release that has it.</param>
/// <param name="Last">Last release that has it; <c>null</c>: it still exists.</param>
/// <param name="Optional">True if some builds of the tool hide or omit it.</param>
/// <param name="Positionals">Its arguments without a flag, as a usage line has them.</param>
/// <param name="Flags">Its own and inherited ones.</param>
public sealed record SpecifiedCommand(
    string Name,
    string Line,
    ImmutableArray<string> Aliases,
    Version Since,
    Version? Last,
    bool Optional,
    ImmutableArray<string> Positionals,
    ImmutableArray<SpecifiedFlag> Flags)
{
    /// <summary>Returns true if a release of the tool has it.</summary>
    public bool IsIn(Version version) => Since <= version && (Last is null || version <= Last);
}
