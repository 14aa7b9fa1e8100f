using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A variable of a bake file; the environment's variable of the same name overrides its default.</summary>
public sealed record BakeVariable
{
    /// <summary>Null: it has none.</summary>
    public BakeValue? Default { get; init; }

    /// <summary>Null: it has none.</summary>
    public BakeText? Description { get; init; }

    /// <summary>Its type as HCL writes it, <c>list(string)</c> (buildx 0.25 or newer); null: that of its default.</summary>
    public string? Type { get; init; }

    /// <summary>Conditions on its value.</summary>
    public ImmutableList<BakeValidation> Validations { get; init; } = [];
}
