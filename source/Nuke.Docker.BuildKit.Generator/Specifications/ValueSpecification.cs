namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>The file <c>values.json</c>: values of flags that consist of attributes, and enumerations.</summary>
internal sealed class ValueSpecification
{
    /// <summary>Hand-written base records and their flags.</summary>
    public IReadOnlyList<(string Name, string Flag)> Families { get; set; } = [];

    public IReadOnlyList<Enumeration> Enumerations { get; set; } = [];

    /// <summary>Bases before the records that derive from them.</summary>
    public IReadOnlyList<ValueRecord> Records { get; set; } = [];

    /// <summary>Attributes of hand-written values, by flag.</summary>
    public IReadOnlyList<(string Flag, IReadOnlyList<ValueAttribute> Attributes)> Others { get; set; } = [];
}
