namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>An attribute within the value of a flag: <c>mode</c> of <c>--cache-to type=local,mode=max</c>.</summary>
internal sealed class ValueAttribute(string name, string kind, AttributeShape shape)
{
    /// <summary>The attribute as typed: <c>registry.insecure</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Kind as in the specification, or the name of an enumeration.</summary>
    public string Kind { get; } = kind;

    public AttributeShape Shape { get; } = shape;

    public string Property { get; set; } = "";

    public bool Required { get; set; }

    public bool Secret { get; set; }

    /// <summary>Indicates that the property is written by hand in the base; only reading is generated.</summary>
    public bool Handwritten { get; set; }

    /// <summary>Indicates that the property hides a member of the base.</summary>
    public bool Hides { get; set; }

    public string? Default { get; set; }

    /// <summary>First version of <see cref="Tool"/> that has it; <c>null</c> if every supported version has it.</summary>
    public string? Since { get; set; }

    /// <summary><c>BuildKit</c> or <c>Buildx</c>.</summary>
    public string Tool { get; set; } = "BuildKit";

    /// <summary>Smallest allowed number.</summary>
    public string? Minimum { get; set; }

    /// <summary>Allowed numbers; empty allows all.</summary>
    public IReadOnlyList<string> Allowed { get; set; } = [];

    public string Doc { get; set; } = "";

    /// <summary>Name of the constructor's parameter.</summary>
    public string Parameter => char.ToLowerInvariant(Property[0]) + Property.Substring(1);
}
