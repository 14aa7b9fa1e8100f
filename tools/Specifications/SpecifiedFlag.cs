using System.Collections.Immutable;

namespace Specifications;

/// <summary>A flag as a specification has it.</summary>
/// <param name="Name">As it is typed: <c>--cache-from</c>.</param>
/// <param name="Spellings">Other names that some releases list it under and all understand.</param>
/// <param name="Kind">The tool's word for its type.</param>
/// <param name="Default">Default as the tool states it; <c>null</c>: none.</param>
/// <param name="Since">First release that has it.</param>
/// <param name="Last">Last release that has it; <c>null</c>: it still exists.</param>
/// <param name="Optional">True if the tool hides it on some systems.</param>
public sealed record SpecifiedFlag(string Name, ImmutableArray<string> Spellings, string Kind, string? Default, Version Since, Version? Last, bool Optional)
{
    /// <summary>Returns true if a release of the tool has it.</summary>
    public bool IsIn(Version version) => Since <= version && (Last is null || version <= Last);

    /// <summary>Returns true if help that lists <paramref name="name"/> means this flag.</summary>
    public bool IsNamed(string name) => Name == name || Spellings.Contains(name);
}
