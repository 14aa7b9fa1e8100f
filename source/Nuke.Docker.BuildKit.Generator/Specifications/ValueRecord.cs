namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>A record for the values of a flag: a cache backend in one direction, an output, an attestation.</summary>
internal sealed class ValueRecord(string name)
{
    public string Name { get; } = name;

    /// <summary>The flag as typed: <c>--cache-to</c>.</summary>
    public string Flag { get; set; } = "";

    /// <summary>The hand-written record that all values of the flag derive from.</summary>
    public string Family { get; set; } = "";

    /// <summary>The value of <c>type</c>; <c>null</c> if the record is abstract.</summary>
    public string? Type { get; set; }

    /// <summary>The generated record that it derives from; <c>null</c> if it derives from the family.</summary>
    public ValueRecord? Base { get; set; }

    /// <summary>Indicates that other records derive from it.</summary>
    public bool IsBase { get; set; }

    /// <summary>Indicates that reading is written by hand, as a static method <c>Read</c>.</summary>
    public bool ReadByHand { get; set; }

    /// <summary>Own attributes that are rendered before those of the base.</summary>
    public IReadOnlyList<ValueAttribute> Before { get; set; } = [];

    /// <summary>Own attributes that are rendered after those of the base.</summary>
    public IReadOnlyList<ValueAttribute> After { get; set; } = [];

    public string Doc { get; set; } = "";

    public IEnumerable<ValueAttribute> Own => Before.Concat(After);

    /// <summary>Own and inherited attributes, in the order in which they are rendered.</summary>
    public IEnumerable<ValueAttribute> All => [.. Before, .. Inherited, .. After];

    public IEnumerable<ValueAttribute> Inherited => Base?.All ?? [];
}
