namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>An attribute within the value of a flag: <c>mode</c> of <c>--cache-to type=local,mode=max</c>.</summary>
internal sealed class ValueAttribute(string name, string kind, AttributeShape shape)
{
    /// <summary>As it is typed: <c>registry.insecure</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The kind as the specification names it; the enumeration's name if it is one.</summary>
    public string Kind { get; } = kind;

    public AttributeShape Shape { get; } = shape;

    public string Property { get; set; } = "";

    public bool Required { get; set; }

    public bool Secret { get; set; }

    /// <summary>The property is written by hand in the base; only reading is generated.</summary>
    public bool Handwritten { get; set; }

    /// <summary>The property hides a member of the base.</summary>
    public bool Hides { get; set; }

    public string? Default { get; set; }

    /// <summary>First version of <see cref="Tool"/> that has it; <c>null</c> if every supported version has it.</summary>
    public string? Since { get; set; }

    /// <summary><c>BuildKit</c> or <c>Buildx</c>.</summary>
    public string Tool { get; set; } = "BuildKit";

    /// <summary>The smallest number that is allowed.</summary>
    public string? Minimum { get; set; }

    /// <summary>The numbers that are allowed; empty for all.</summary>
    public IReadOnlyList<string> Allowed { get; set; } = [];

    public string Doc { get; set; } = "";

    /// <summary>The name of a constructor's parameter.</summary>
    public string Parameter => char.ToLowerInvariant(Property[0]) + Property.Substring(1);
}
