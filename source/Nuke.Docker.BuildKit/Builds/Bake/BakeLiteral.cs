namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
/// <param name="Json">As JSON and HCL both write it.</param>
public sealed record BakeLiteral(string Json) : BakeValue
{
    /// <summary><c>null</c>, which bake takes for absent.</summary>
    public static BakeLiteral Null { get; } = new("null");

    /// <summary>A truth value.</summary>
    public static BakeLiteral Of(bool value) => new(value ? "true" : "false");
}
