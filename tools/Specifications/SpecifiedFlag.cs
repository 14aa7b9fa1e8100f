using System.Collections.Immutable;

namespace Specifications;

/// <summary>A flag as a specification has it.</summary>
/// <param name="Name">As it is typed: <c>--cache-from</c>.</param>
/// <param name="Spellings">Other names that some releases list it under and all understand.</param>
/// <param name="Kind">The tool's word for its type.</param>
/// <param name="Default">As the tool gives it; <c>null</c> where it gives none.</param>
/// <param name="Since">First release that has it.</param>
/// <param name="Last">Last release that has it; <c>null</c> where it is still there.</param>
/// <param name="Optional">Whether the tool hides it on some systems.</param>
public sealed record SpecifiedFlag(string Name, ImmutableArray<string> Spellings, string Kind, string? Default, Version Since, Version? Last, bool Optional)
{
    /// <summary>Whether a release of the tool has it.</summary>
    public bool IsIn(Version version) => Since <= version && (Last is null || version <= Last);

    /// <summary>Whether help that lists <paramref name="name"/> means this flag.</summary>
    public bool IsNamed(string name) => Name == name || Spellings.Contains(name);
}
