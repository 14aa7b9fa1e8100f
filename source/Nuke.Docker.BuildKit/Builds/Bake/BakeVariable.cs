using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A variable of a bake file. An environment variable with the same name overrides its default.</summary>
public sealed record BakeVariable
{
    /// <summary>The default value. <c>null</c>: there is none.</summary>
    public BakeValue? Default { get; init; }

    /// <summary>The description. <c>null</c>: there is none.</summary>
    public BakeText? Description { get; init; }

    /// <summary>The type in HCL, such as <c>list(string)</c> (buildx 0.25 or later). <c>null</c>: the type of the default value.</summary>
    public string? Type { get; init; }

    /// <summary>Conditions for the value.</summary>
    public ImmutableList<BakeValidation> Validations { get; init; } = [];
}
